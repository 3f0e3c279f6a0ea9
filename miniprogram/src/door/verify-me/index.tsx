import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { useMe, whoAmI } from "../../account";
import { Heading } from "../../components/heading";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { isVerified } from "../../pages/doors";
import { t } from "../../words";
import { PhoneForm } from "../parts/phone-form";
import { useDoor } from "../parts/use-door";
import { NameForm } from "./name-form";
import "../parts/index.scss";

/** Who one is, shown once: first the phone where there is none, then name and number. */
export default function VerifyMe() {
  const { leave } = useDoor("verify-me");
  const me = useMe();
  const [error, setError] = useState<unknown>(null);
  const [other, setOther] = useState(false);
  const ask = (): void => {
    setError(null);
    whoAmI().catch(setError);
  };
  useEffect(ask, []);
  const arrived = (): void => {
    setOther(false);
    void whoAmI().then((who) => (isVerified(who) ? leave() : undefined)).catch(setError); // signed in as who was verified before
  };
  return (
    <Page title={t("verify_me.title")} speak={[t("verify_me.title"), t("verify_me.says"), t("verify_me.privacy")].join(" ")}>
      <Heading>{t("verify_me.title")}</Heading>
      <View>{t("verify_me.says")}</View>
      {error !== null ? <Failed error={error} onAgain={ask} /> : null}
      {me === null && error === null ? <Loading /> : null}
      {me !== null && (other || me.phone === null) ? <Phone onDone={arrived} /> : null}
      {me !== null && me.phone !== null && !other ? <NameForm onDone={leave} onSignedIn={arrived} onOtherPhone={() => setOther(true)} /> : null}
      <View className="small">{t("verify_me.privacy")}</View>
    </Page>
  );
}

function Phone({ onDone }: { onDone: () => void }) {
  return (
    <View className="stack">
      <View className="small">{t("verify_me.phone_first")}</View>
      <Heading level={2}>{t("phone.title")}</Heading>
      <PhoneForm onDone={onDone} />
    </View>
  );
}
