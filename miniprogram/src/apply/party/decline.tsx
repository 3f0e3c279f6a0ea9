import { View } from "@tarojs/components";
import { useState } from "react";

import type { Application } from "../../api/shapes";
import { Button } from "../../components/button";
import { Field, namedBy } from "../../components/field";
import { Heading } from "../../components/heading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { Typed } from "../../components/typed";
import { t } from "../../words";
import { whoAsked } from "./people";
import { useWord } from "./use-word";

/** As long as the server takes. */
const LONGEST = 2000;

/** No: what follows from it, the reason if they like, and the way back. */
export function Decline({ view, onStay, onDone }: { view: Application; onStay: () => void; onDone: () => void }) {
  const word = useWord(view, onDone);
  const [reason, setReason] = useState("");
  const says = t("decline.says", { who: whoAsked(view) });
  return (
    <Page title={view.title} speak={[t("decline.title"), says].join("\n")}>
      <Heading>{t("decline.title")}</Heading>
      {word.failed ? <Failed error={word.failed} /> : null}
      <View>{says}</View>
      <Field id="reason" label={t("decline.reason")} hint={t("decline.reason_hint")} optional>
        <Typed name={namedBy(t("decline.reason"), t("decline.reason_hint"))} value={reason} most={LONGEST} area onType={setReason} />
      </Field>
      <View className="actions">
        <Button look="stop" busy={word.busy} onPress={() => word.give(false, reason)}>{t("decline.go")}</Button>
        <Button look="plain" onPress={onStay}>{t("decline.stay")}</Button>
      </View>
    </Page>
  );
}
