import { View } from "@tarojs/components";
import { useShareAppMessage } from "@tarojs/taro";
import { useState } from "react";

import { Button } from "../../components/button";
import { Errors } from "../../components/errors";
import { Field, namedBy } from "../../components/field";
import { Heading } from "../../components/heading";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { Typed } from "../../components/typed";
import { address, param } from "../../ways";
import { t } from "../../words";
import { codeIn } from "./code";
import { Found } from "./found";
import { useVerifying, type Verifying } from "./use-verifying";

/** Enough for what people type with spaces, and for a licence's long identifier. */
const MOST = 80;

/** Is this licence real? Scanned or typed; the answer says as little as possible about its holder. No sign-in. */
export default function Verified() {
  const [first] = useState(() => codeIn(param("code") || param("q")));
  const verifying = useVerifying(first);
  useShareAppMessage(() => ({ title: t("verify.title"), path: address("mine/verified") }));
  const { busy, found, other } = verifying;
  if (busy) return <Page title={t("verify.title")}><Loading says={t("verify.go")} /></Page>;
  if (found) return <Page title={t("verified.title")} speak={t(found.valid ? "verified.valid" : "verified.unknown")}><Found found={found} onOther={other} /></Page>;
  return <Page title={t("verify.title")} speak={`${t("verify.title")}\n${t("verify.hint")}`}><Asking verifying={verifying} /></Page>;
}

function Asking({ verifying: { typed, type, check, scan, wrong, error } }: { verifying: Verifying }) {
  return (
    <View className="stack">
      <Errors errors={wrong ? [{ field: "", message: wrong }] : []} />
      {error ? <Failed error={error} /> : null}
      <Heading>{t("verify.title")}</Heading>
      <Button icon="camera" onPress={scan}>{t("verify.scan")}</Button>
      <Field id="code" label={t("verify.or")} hint={t("verify.hint")}>
        <Typed name={namedBy(t("verify.or"), t("verify.hint"), wrong)} value={typed} most={MOST} invalid={wrong !== ""} onType={type} onEnter={check} />
      </Field>
      <Button look="plain" onPress={check}>{t("verify.go")}</Button>
    </View>
  );
}
