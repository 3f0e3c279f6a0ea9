import { View } from "@tarojs/components";
import { useState } from "react";

import { isThisReal } from "../../api/calls";
import { Refusal } from "../../api/refusals";
import type { Real as Answer } from "../../api/shapes";
import { Button } from "../../components/button";
import { Call } from "../../components/call";
import { Card } from "../../components/card";
import { Errors } from "../../components/errors";
import { Field, namedBy } from "../../components/field";
import { Failed } from "../../components/offline";
import { Outcome } from "../../components/outcome";
import { Page } from "../../components/page";
import { Typed } from "../../components/typed";
import { HELP_LINE } from "../../city";
import { reach } from "../../pages/reach";
import { param } from "../../ways";
import { t } from "../../words";
import { day } from "../../words/speak";

/** Is this text from us? Anyone may ask. */
export default function Real() {
  const [code, setCode] = useState(() => param("code"));
  const { busy, found, wrong, error, ask } = useAsking(() => setCode(""));
  const press = (): void => void ask(code);
  const label = t(found === null ? "real.title" : "real.other");
  return (
    <Page title={t("settings.real")} speak={[label, t("real.hint"), t("real.rule")].join(" ")}>
      <Errors errors={wrong ? [{ field: "code", message: wrong }] : []} onGo={() => reach("field-code")} />
      {error === null ? null : <Failed error={error} onAgain={press} />}
      {found === null ? null : <Found found={found} />}
      <Field id="code" label={label} hint={t("real.hint")} error={wrong} page={found === null}>
        <Typed name={namedBy(label, t("real.hint"), wrong)} value={code} most={40} invalid={wrong !== ""} required onType={setCode} onEnter={press} />
      </Field>
      <Button look={found === null ? "act" : "plain"} busy={busy} onPress={press}>{t("real.go")}</Button>
      <View className="small">{t("real.rule")}</View>
    </Page>
  );
}

interface Said {
  busy: boolean;
  found: Answer | null;
  wrong: string;
  error: unknown;
}

/** `onKnown`: it is ours; the box is free for another. */
function useAsking(onKnown: () => void): Said & { ask: (code: string) => Promise<void> } {
  const [said, setSaid] = useState<Said>({ busy: false, found: null, wrong: "", error: null });
  const ask = async (code: string): Promise<void> => {
    if (said.busy) return;
    if (code.trim() === "") return setSaid({ ...said, wrong: t("wrong.empty", { label: t("real.title") }), error: null });
    setSaid({ ...said, busy: true, wrong: "", error: null });
    try {
      const found = await isThisReal(code.trim());
      setSaid({ busy: false, found, wrong: "", error: null });
      if (isKnown(found)) onKnown();
    } catch (error) {
      const wrong = error instanceof Refusal ? (error.errors[0]?.message ?? "") : "";
      setSaid({ ...said, busy: false, wrong, error: wrong ? null : error });
    }
  };
  return { ...said, ask };
}

function isKnown(found: Answer): found is Extract<Answer, { sent_by: string }> {
  return "sent_by" in found;
}

function Found({ found }: { found: Answer }) {
  if (isKnown(found)) {
    return (
      <View className="stack">
        <Outcome outcome="yes" says={t("real.known")} more={t("real.known_more", { by: found.sent_by, at: day(found.sent_on) })} />
        <Card><View>{found.about}</View></Card>
      </View>
    );
  }
  return (
    <View className="stack">
      <Outcome outcome="no" says={t("real.unknown")} more={t("real.unknown_more")} />
      <Card><View>{found.what_to_do || t("real.what_to_do")}</View><Call number={HELP_LINE} /></Card>
    </View>
  );
}
