import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Heading } from "../../components/heading";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { Row, Rows } from "../../components/row";
import { here } from "../../platform/here";
import { go } from "../../ways";
import { t } from "../../words";
import "../parts/index.scss";

const AGREE = "privacy-page-agree";

/** How the city treats what it knows of a person, in a few lines; the whole text; the agreement, where the platform wants one and none is given. */
export default function Privacy() {
  const [needed, setNeeded] = useState(false);
  useEffect(() => void here.privacy.needed().then(setNeeded), []);
  const lines = [t("privacy_page.one"), t("privacy_page.two"), t("privacy_page.three"), t("privacy_page.four")];
  const agreed = (): void => {
    here.privacy.agreed(AGREE);
    setNeeded(false);
  };
  return (
    <Page title={t("privacy_page.title")} speak={[t("privacy_page.head"), ...lines].join(" ")}>
      <Heading>{t("privacy_page.head")}</Heading>
      <Card>
        {lines.map((line) => <View key={line} className="door-line"><Icon name="check" size="small" /><View className="door-line-says">{line}</View></View>)}
      </Card>
      {here.privacy.has ? <Button look="plain" onPress={() => here.privacy.contract()}>{t("privacy_page.read")}</Button> : null}
      {needed ? <Button id={AGREE} openType="agreePrivacyAuthorization" onAgreePrivacy={agreed}>{t("privacy.agree")}</Button> : null}
      {!needed && here.privacy.has ? <Notice tone="good">{t("privacy_page.agreed")}</Notice> : null}
      <Rows><Row title={t("privacy_page.looks")} icon="shield" onPress={() => void go("mine/settings", { open: "looks" })} /></Rows>
    </Page>
  );
}
