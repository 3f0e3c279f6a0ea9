import { View } from "@tarojs/components";
import { useState } from "react";

import { whoAmI } from "../../account";
import { givePhone } from "../../api/calls";
import { Button } from "../../components/button";
import { Call } from "../../components/call";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { HELP_LINE } from "../../city";
import { here } from "../../platform/here";
import { t } from "../../words";
import { SignInByCode } from "./by-code";
import { CodeForm } from "./code-form";
import { codeOf } from "./wrong";

const HELD = "phone_held";

/** A phone for whoever came without one: by the platform's own button where there is one, or by a code. Taken already: the ways out. */
export function PhoneForm({ onDone }: { onDone: () => void }) {
  const [held, setHeld] = useState<unknown>(null);
  const give = async (proof: Parameters<typeof givePhone>[0]): Promise<void> => {
    await givePhone(proof);
    await whoAmI();
    onDone();
  };
  const refused = (error: unknown): boolean => {
    if (codeOf(error) !== HELD) return false;
    setHeld(error);
    return true;
  };
  if (held !== null) return <Held error={held} onOther={() => setHeld(null)} onDone={onDone} />;
  const instead = here.phoneButton ? <Platform give={give} onRefused={refused} /> : null;
  return <CodeForm go={t("phone.bind")} hint={t("sign_in.hint")} instead={instead} onCode={(phone, code) => give({ phone, code })} onRefused={refused} />;
}

interface PlatformProps {
  give: (proof: { channel: string; code: string }) => Promise<void>;
  onRefused: (error: unknown) => boolean;
}

function Platform({ give, onRefused }: PlatformProps) {
  const [said, setSaid] = useState({ busy: false, failed: false });
  const got = (code: string): void => {
    if (code === "") return setSaid({ busy: false, failed: true });
    setSaid({ busy: true, failed: false });
    give({ channel: here.channel, code }).catch((error: unknown) => setSaid({ busy: false, failed: !onRefused(error) }));
  };
  return (
    <View className="stack">
      {said.failed ? <Notice tone="mind" live>{t("phone.platform_failed")}</Notice> : null}
      <Button openType="getPhoneNumber" busy={said.busy} onGetPhoneNumber={got}>{t("phone.platform")}</Button>
    </View>
  );
}

/** Somebody signs in by this number already: oneself, perhaps. We never make two people one by ourselves. */
function Held({ error, onOther, onDone }: { error: unknown; onOther: () => void; onDone: () => void }) {
  const [signingIn, setSigningIn] = useState(false);
  if (signingIn) {
    return (
      <View className="stack">
        <View>{t("phone.sign_in_says")}</View>
        <SignInByCode onDone={onDone} />
      </View>
    );
  }
  return (
    <View className="stack">
      <Failed error={error} />
      <View className="actions">
        <Button onPress={() => setSigningIn(true)}>{t("phone.sign_in")}</Button>
        <Button look="plain" onPress={onOther}>{t("phone.other")}</Button>
      </View>
      <View>{t("verify_me.office")}</View>
      <Call number={HELP_LINE} says={t("verify_me.call")} />
    </View>
  );
}
