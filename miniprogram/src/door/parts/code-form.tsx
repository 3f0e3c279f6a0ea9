import { View } from "@tarojs/components";
import { type ReactNode, useState } from "react";

import { Button } from "../../components/button";
import { Errors } from "../../components/errors";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { t } from "../../words";
import { reach } from "../../pages/reach";
import { Line } from "./line";
import { type Codes, useCodes } from "./use-codes";
import { type Wrong, wrongs } from "./wrong";

interface Props {
  /** What the last button is called. */
  go: string;
  hint: string;
  /** Another way, before a code is on its way: then a text is the second choice. */
  instead?: ReactNode;
  /** Done with the code; raises like every call. */
  onCode: (phone: string, code: string) => Promise<void>;
  /** A refusal that has ways out of its own: true when the page shows them. */
  onRefused?: (error: unknown) => boolean;
}

/** First the number, then the code that came to it. What was typed stays, whatever goes wrong. */
export function CodeForm({ go, hint, instead = null, onCode, onRefused }: Props) {
  const codes = useCodes();
  if (codes.sentTo === "") return <Number codes={codes} hint={hint} instead={instead} />;
  return <Code codes={codes} go={go} onCode={onCode} {...(onRefused ? { onRefused } : {})} />;
}

function Number({ codes, hint, instead }: { codes: Codes; hint: string; instead: ReactNode }) {
  return (
    <View className="stack">
      {instead}
      {instead === null ? null : <Heading level={2}>{t("sign_in.or")}</Heading>}
      <Errors errors={codes.wrong} onGo={(field) => reach(`field-${field}`)} />
      {codes.error === null ? null : <Failed error={codes.error} onAgain={codes.send} />}
      <Line
        id="phone" label={t("sign_in.title")} hint={hint} error={codes.wrong[0]?.message ?? ""}
        value={codes.phone} keyboard="number" most={20} onType={codes.type} onEnter={codes.send}
      />
      <Button look={instead === null ? "act" : "plain"} busy={codes.busy} onPress={codes.send}>{t("sign_in.send")}</Button>
    </View>
  );
}

function Code({ codes, go, onCode, onRefused }: Omit<Props, "hint" | "instead"> & { codes: Codes }) {
  const [code, setCode] = useState("");
  const { busy, wrong, error, enter } = useEntering(codes, { go, hint: "", onCode, ...(onRefused ? { onRefused } : {}) });
  const press = (): void => void enter(code);
  return (
    <View className="stack">
      <Errors errors={[...wrong, ...codes.wrong]} onGo={(field) => reach(`field-${field}`)} />
      {codes.wait ? <Notice tone="mind" live>{codes.wait}</Notice> : null}
      {error ?? codes.error ? <Failed error={error ?? codes.error} onAgain={press} /> : null}
      <Line
        id="code" label={t("sign_in.code_title")} hint={t("sign_in.code_hint", { phone: codes.sentTo })} error={wrong[0]?.message ?? ""}
        value={code} keyboard="number" most={12} focus short onType={setCode} onEnter={press}
      />
      <Button busy={busy} onPress={press}>{go}</Button>
      {codes.left > 0 ? (
        <View className="small door-centre">{t("sign_in.resend_in", { seconds: codes.left })}</View>
      ) : (
        <Button look="quiet" busy={codes.busy} onPress={codes.send}>{t("sign_in.again")}</Button>
      )}
      <Button look="quiet" onPress={codes.change}>{t("sign_in.change")}</Button>
      <View className="small">{t("sign_in.code_help")}</View>
    </View>
  );
}

interface Entering {
  busy: boolean;
  wrong: Wrong[];
  error: unknown;
}

function useEntering(codes: Codes, { onCode, onRefused }: Props): Entering & { enter: (code: string) => Promise<void> } {
  const [said, setSaid] = useState<Entering>({ busy: false, wrong: [], error: null });
  const enter = async (code: string): Promise<void> => {
    if (said.busy) return;
    if (code.trim() === "") return setSaid({ busy: false, wrong: [{ field: "code", message: t("wrong.code") }], error: null });
    setSaid({ busy: true, wrong: [], error: null });
    try {
      await onCode(codes.sentTo.trim(), code.trim());
      setSaid({ busy: false, wrong: [], error: null });
    } catch (error) {
      if (onRefused?.(error)) return setSaid({ busy: false, wrong: [], error: null });
      const wrong = wrongs(error, "code");
      setSaid({ busy: false, wrong: wrong ?? [], error: wrong === null ? error : null });
    }
  };
  return { ...said, enter };
}
