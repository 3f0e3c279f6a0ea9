import { View } from "@tarojs/components";
import { useState } from "react";

import { comeBack } from "../../account";
import { Button } from "../../components/button";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { t } from "../../words";
import { SignInByCode } from "../parts/by-code";
import { useDoor } from "../parts/use-door";
import "../parts/index.scss";

/** Coming in when the platform could not do it silently, or after having signed out. */
export default function SmsSignIn() {
  const { leave } = useDoor("sms-sign-in");
  const [said, setSaid] = useState({ busy: false, failed: false });
  const platform = async (): Promise<void> => {
    setSaid({ busy: true, failed: false });
    const there = await comeBack().catch(() => false);
    setSaid({ busy: false, failed: !there });
    if (there) leave();
  };
  return (
    <Page title={t("sign_in.page")} speak={[t("sign_in.says"), t("sign_in.why_apply")].join(" ")}>
      <Heading>{t("sign_in.page")}</Heading>
      <View>{t("sign_in.why_apply")}</View>
      {said.failed ? <Notice tone="mind" live>{t("sign_in.by_platform_failed")}</Notice> : null}
      <SignInByCode onDone={leave} instead={<Button busy={said.busy} onPress={() => void platform()}>{t("sign_in.by_platform")}</Button>} />
      <View className="small">{t("sign_in.says")}</View>
    </Page>
  );
}
