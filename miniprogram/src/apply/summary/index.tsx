import { useEffect, useRef, useState } from "react";

import { TurnedBack, useMe, whoAmI } from "../../account";
import { onPending } from "../../api/pending";
import { Refusal } from "../../api/refusals";
import { Button } from "../../components/button";
import { Errors as ErrorList } from "../../components/errors";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { dropSheet } from "../../drafts";
import type { Errors } from "../../kinds/asked";
import { t } from "../../words";
import { alone, go } from "../../ways";
import { standing, wrongIn } from "../filling/form";
import { Gate } from "../filling/gate";
import { leadTo, leadToTop, listed } from "../filling/lead";
import type { Opened } from "../filling/opening";
import { papersOf } from "../filling/papers";
import { handIn, isKept } from "../filling/sending";
import { remember } from "../filling/told-of";
import { Told } from "../filling/told";
import { type Form, useForm } from "../filling/use-form";
import { useJudged } from "../filling/use-judged";
import { useSheet } from "../filling/use-sheet";
import { owedIn } from "../materials/owed";
import { Body } from "./body";
import { KeptNote } from "./kept-note";
import { atLines, consentsMissing, dueSays, sendSays } from "./lines";

/** All of a sheet (`id`) before it is sent: every line can be changed; who will be told; what one agrees to. Then: send. */
export default function Look() {
  const { coming, again } = useSheet({ looks: true });
  return <Gate title={t("summary.title")} coming={coming} onAgain={again}>{(opened) => <Summary opened={opened} again={again} />}</Gate>;
}

function Summary({ opened, again }: { opened: Opened; again: () => void }) {
  const form = useForm(opened);
  const { check } = useJudged(form);
  const me = useMe();
  useEffect(() => {
    if (me === null) whoAmI().catch(() => undefined); // opened from outside: who applies stands on it all the same
  }, [me]);
  const consented = form.draft.consented ?? [];
  const papers = papersOf(form.scene, form.sheet, form.draft, check);
  const sending = useSending(form, again);
  const wrong = (): Errors => ({ ...wrongIn(standing(form)), ...prefixed(owedIn(papers)), ...consentsMissing(form.sheet, consented) });
  const text = sendSays(form.sheet, check);
  const says = [form.sheet.parties.some((party) => party.state === "to_invite") ? t("summary.after_yes") : "", dueSays(check)].filter(Boolean).join("");
  const press = (): void => sending.press(wrong(), consented, form.draft.promised ?? []);
  const bar = sending.kept ? null : <SheetBar says={says}><Button busy={sending.busy} onPress={press}>{sending.busy ? t("summary.sending") : text}</Button></SheetBar>;
  return (
    <Page title={t("summary.title")} speak={[t("summary.title"), says].join("\n")} bar={bar}>
      {sending.kept ? <KeptNote /> : null}
      <Told form={form} />
      <ErrorList errors={listed(form.errors, form.all)} onGo={(path) => toLine(path, form)} />
      {sending.failed ? <Failed error={sending.failed} kept /> : null}
      <Body form={form} me={me} papers={papers} check={check} locked={sending.kept} />
    </Page>
  );
}

function prefixed(errors: Errors): Errors {
  return Object.fromEntries(Object.entries(errors).map(([id, says]) => [`materials.${id}`, says]));
}

/** An error leads to where it is put right; a consent stands on this page. */
function toLine(path: string, form: Form): void {
  const [part = "", ...rest] = path.split(".");
  const name = path.split(/[[.]/)[0] ?? "";
  if (part === "materials") void go("apply/materials", { id: form.id, at: rest.join(".") });
  else if (part === "consents") leadTo(path);
  else if ([...form.scene.ask, ...form.scene.form].some((field) => field.id === name)) void go("apply/sheet", { id: form.id, at: name });
}

interface Sending {
  busy: boolean;
  /** It waits for a net. */
  kept: boolean;
  failed: unknown;
  press: (wrong: Errors, consents: string[], promises: string[]) => void;
}

/** Sent once: while it is on its way a second press does nothing. */
function useSending(form: Form, again: () => void): Sending {
  const [busy, setBusy] = useState(false);
  const [waits, setWaits] = useState(() => isKept(form.id));
  const [failed, setFailed] = useState<unknown>(null);
  const going = useRef(false);
  useEffect(() => onPending(() => void arrived(form.id, waits, setWaits, again)), [waits]);
  const refused = (error: unknown): void => {
    if (error instanceof TurnedBack) return;
    if (error instanceof Refusal && error.code === "submitted_already") return void over(form);
    if (error instanceof Refusal && error.code === "stale") return again();
    if (error instanceof Refusal && error.errors.length > 0) form.say(atLines(error.errors, form.sheet));
    else setFailed(error);
    leadToTop();
  };
  const press = (wrong: Errors, consents: string[], promises: string[]): void => {
    form.say(wrong);
    setFailed(null);
    if (Object.keys(wrong).length > 0) return leadToTop();
    if (going.current) return;
    going.current = true;
    setBusy(true);
    const settled = (): void => {
      going.current = false;
      setBusy(false);
    };
    void handIn(form.id, consents, promises).then((how) => (how === "kept" ? setWaits(true) : over(form))).catch(refused).finally(settled);
  };
  return { busy, kept: waits, failed, press };
}

async function over(form: Form): Promise<void> {
  remember(form.id, form.sheet.told);
  dropSheet(form.id);
  await alone("apply/sent", { id: form.id });
}

/** The net was there: either it went out, or the server wants something of it yet; opening the sheet tells which. */
function arrived(id: string, waited: boolean, setWaits: (waits: boolean) => void, again: () => void): void {
  const waits = isKept(id);
  if (waited && !waits) again();
  setWaits(waits);
}
