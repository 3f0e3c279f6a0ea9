import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { here } from "../../platform/here";
import { t } from "../../words";
import { Button } from "../button";
import { Heading } from "../heading";
import { spoken } from "../spoken";
import "./index.scss";

const AGREE = "privacy-agree";

/** Where the platform wants our privacy text agreed to before the camera or the album opens: asked then, and not before. */
export function PrivacyAsk() {
  const [asked, setAsked] = useState(false);
  useEffect(() => here.privacy.onAsked(() => setAsked(true)), []);
  if (!asked) return null;
  const close = (answer: () => void): void => {
    answer();
    setAsked(false);
  };
  return (
    <View className="privacy-ask" {...spoken({ role: "dialog", label: t("privacy.title") })}>
      <View className="privacy-ask-sheet">
        <Heading level={2}>{t("privacy.title")}</Heading>
        <View>{t("privacy.says")}</View>
        <Button look="quiet" onPress={() => here.privacy.contract()}>{t("privacy.read")}</Button>
        <Button id={AGREE} openType="agreePrivacyAuthorization" onAgreePrivacy={() => close(() => here.privacy.agreed(AGREE))}>{t("privacy.agree")}</Button>
        <Button look="plain" onPress={() => close(() => here.privacy.refused())}>{t("privacy.refuse")}</Button>
      </View>
    </View>
  );
}
