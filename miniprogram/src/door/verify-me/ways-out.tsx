import { View } from "@tarojs/components";
import { useState } from "react";

import { Button } from "../../components/button";
import { Call } from "../../components/call";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { HELP_LINE } from "../../city";
import { t } from "../../words";
import { SignInByCode } from "../parts/by-code";

/** Somebody has this identity here: oneself, by another way in. */
export function Held({ error, onSignedIn }: { error: unknown; onSignedIn: () => void }) {
  const [signingIn, setSigningIn] = useState(false);
  return (
    <View className="stack">
      {signingIn ? <View>{t("verify_me.held_says")}</View> : <Failed error={error} />}
      {signingIn ? <SignInByCode onDone={onSignedIn} /> : <Button onPress={() => setSigningIn(true)}>{t("verify_me.held")}</Button>}
      <View>{t("verify_me.office")}</View>
      <Call number={HELP_LINE} says={t("verify_me.call")} />
    </View>
  );
}

/** The records do not agree with what was typed. */
export function NotTheSame({ onOtherPhone }: { onOtherPhone: () => void }) {
  return (
    <Notice tone="mind">
      <View>{t("verify_me.record")}</View>
      <Button look="quiet" onPress={onOtherPhone}>{t("verify_me.use_other_phone")}</Button>
      <View>{t("verify_me.office")}</View>
      <Call number={HELP_LINE} says={t("verify_me.call")} />
    </Notice>
  );
}
