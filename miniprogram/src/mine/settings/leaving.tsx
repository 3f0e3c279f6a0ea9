import { View } from "@tarojs/components";
import { useState } from "react";

import { signOut } from "../../account";
import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { unhear } from "../../pages/scene/guide";
import { forgetSearches } from "../../pages/search/recent";
import { home } from "../../ways";
import { t } from "../../words";

/** Signing out, asked once: what was not sent goes from this phone, too. */
export function Leaving() {
  const [asked, setAsked] = useState(false);
  const leave = (): void => {
    void signOut(); // done here at once; whether the city could be told changes nothing
    forgetSearches();
    unhear();
    void home();
  };
  if (!asked) return <Button look="quiet" onPress={() => setAsked(true)}>{t("settings.sign_out")}</Button>;
  return (
    <Notice tone="mind" live>
      <View className="strong">{t("settings.sign_out_ask")}</View>
      <View>{t("settings.sign_out_says")}</View>
      <View className="actions">
        <Button look="stop" onPress={leave}>{t("settings.sign_out_yes")}</Button>
        <Button look="plain" onPress={() => setAsked(false)}>{t("settings.sign_out_no")}</Button>
      </View>
    </Notice>
  );
}
