import { View } from "@tarojs/components";
import { useCallback, useEffect, useRef, useState } from "react";

import { carryOn, TurnedBack } from "../../account";
import { application, withdraw } from "../../api/calls";
import { newKey } from "../../api/keys";
import { Refusal } from "../../api/refusals";
import type { Application } from "../../api/shapes";
import { Button } from "../../components/button";
import { Choices } from "../../components/choices";
import { Empty } from "../../components/empty";
import { Errors } from "../../components/errors";
import { Field, namedBy } from "../../components/field";
import { Heading } from "../../components/heading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { Typed } from "../../components/typed";
import { param } from "../../ways";
import { t } from "../../words";
import { NotHere } from "../progress/not-here";
import { toProgress } from "../progress/to-progress";
import { decided, undecided } from "./open-cases";

const LONGEST = 500;

/** Taking it back: which, why if one likes, and what that means, before it is done. */
export default function Withdraw() {
  const [id] = useState(() => param("id"));
  const [view, setView] = useState<Application | null>(null);
  const [error, setError] = useState<unknown>(null);
  const again = useCallback(() => {
    setError(null);
    carryOn(() => application(id)).then(setView, setError);
  }, [id]);
  useEffect(again, [again]);
  if (view === null) return <Page title={t("progress.action.withdraw")}><NotHere error={error} onAgain={again} /></Page>;
  if (!view.actions.includes("withdraw")) {
    return (
      <Page title={t("progress.action.withdraw")}>
        <Empty page says={t("withdraw.nothing")} more={t("withdraw.nothing_more")}><Button onPress={() => void toProgress(id)}>{t("sent.follow")}</Button></Empty>
      </Page>
    );
  }
  return <Asking view={view} onGone={again} />;
}

function Asking({ view, onGone }: { view: Application; onGone: () => void }) {
  const open = undecided(view);
  const [chosen, setChosen] = useState(() => open.map(({ id }) => id));
  const [reason, setReason] = useState("");
  const { send, busy, error, wrong } = useSending(view.id, onGone);
  const some = chosen.length > 0 && chosen.length < open.length;
  return (
    <Page title={t("progress.action.withdraw")} speak={`${t("withdraw.title")}\n${t("withdraw.says")}`}>
      <Errors errors={wrong} />
      {error ? <Failed error={error} /> : null}
      <View className="stack-near">
        <View className="small">{view.title}</View>
        <Heading>{t("withdraw.title")}</Heading>
        <View>{t(some ? "withdraw.some" : "withdraw.says")}</View>
      </View>
      {open.length > 1 ? <Which view={view} chosen={chosen} onChoose={setChosen} /> : null}
      <Field id="reason" label={t("withdraw.reason")} hint={t("withdraw.reason_hint")} optional>
        <Typed name={namedBy(t("withdraw.reason"), t("withdraw.reason_hint"))} value={reason} area most={LONGEST} onType={setReason} />
      </Field>
      <View className="actions">
        <Button look="stop" busy={busy} onPress={() => void send(reason, chosen, open.length)}>{t("withdraw.go")}</Button>
        <Button look="plain" disabled={busy} onPress={() => void toProgress(view.id)}>{t("withdraw.stay")}</Button>
      </View>
    </Page>
  );
}

function Which({ view, chosen, onChoose }: { view: Application; chosen: string[]; onChoose: (chosen: string[]) => void }) {
  const options = Object.fromEntries(undecided(view).map(({ id, item_name, department_name }) => [id, t("facts.office", { item: item_name, office: department_name })]));
  const done = decided(view).map(({ item_name }) => item_name);
  return (
    <Field id="cases" label={t("withdraw.cases")} hint={done.length > 0 ? t("withdraw.decided", { items: done.join(t("facts.and")) }) : ""}>
      <Choices label={t("withdraw.cases")} options={options} chosen={chosen} many onChoose={onChoose} />
    </Field>
  );
}

interface Sending {
  busy: boolean;
  error: unknown;
  wrong: { field: string; message: string }[];
  send: (reason: string, chosen: string[], of: number) => Promise<void>;
}

/** Once, however often it is pressed; what was decided meanwhile is looked at anew. */
function useSending(id: string, onGone: () => void): Sending {
  const [told, setTold] = useState<Omit<Sending, "send">>({ busy: false, error: null, wrong: [] });
  const busy = useRef(false);
  const last = useRef({ body: "", key: "" });
  const send: Sending["send"] = async (reason, chosen, of) => {
    if (chosen.length === 0) return setTold({ busy: false, error: null, wrong: [{ field: "", message: t("withdraw.none_chosen") }] });
    if (busy.current) return;
    busy.current = true;
    setTold({ busy: true, error: null, wrong: [] });
    const cases = chosen.length < of ? chosen : [];
    const body = JSON.stringify([reason, cases]);
    if (last.current.body !== body) last.current = { body, key: newKey() };
    const error = await carryOn(() => withdraw(id, reason.trim(), cases, last.current.key)).then(() => toProgress(id).then(() => null), (why: unknown) => why);
    busy.current = false;
    setTold({ busy: false, error: error instanceof TurnedBack ? null : error, wrong: [] });
    if (error instanceof Refusal && error.status === 409) onGone();
  };
  return { ...told, send };
}
