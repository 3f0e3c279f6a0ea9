import { View } from "@tarojs/components";
import { useState } from "react";

import { Button } from "../../components/button";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { draft as kept } from "../../drafts";
import { emptySays, type Errors, questionOf, wrongWith } from "../../kinds/asked";
import { t } from "../../words";
import { back } from "../../ways";
import { aroundOf, standing, type Standing } from "../filling/form";
import { leadTo, questionAt } from "../filling/lead";
import type { Opened } from "../filling/opening";
import { Question } from "../filling/question";
import { Told } from "../filling/told";
import { type Answered, type Form, useForm } from "../filling/use-form";
import { onward } from "./next";
import { firstOf, nextAfter } from "./steps";
import { AllKnown } from "./all-known";

interface Props {
  opened: Opened;
  elder: boolean;
  /** One question to change; then back to where one came from. */
  at: string;
}

/** One question a page. */
export function OneByOne({ opened, elder, at }: Props) {
  const form = useForm(opened);
  const leave = (): Promise<void> => (at ? back() : onward(kept(form.id)?.sheet ?? form.sheet, kept(form.id) ?? form.draft));
  const { one, on, previous } = useSteps(form, at, leave);
  if (!one) return <AllKnown form={form} onGo={() => void leave()} />;
  const buttons = <Buttons tap={elder && one.field.kind === "choice"} form={form} onGo={() => void on()} onBack={previous} />;
  return (
    <Page title={form.sheet.title} speak={spokenOf(one)} bar={<SheetBar>{buttons}</SheetBar>}>
      <View className="small">{form.sheet.title}</View>
      <Told form={form} />
      <Question key={one.field.id} form={form} one={one} page elder={elder} onTap={() => void on()} />
    </Page>
  );
}

interface Steps {
  one: Standing | undefined;
  on: () => Promise<void>;
  /** null: there is none before. */
  previous: (() => void) | null;
}

/** The question that is shown, and the ways from it. */
function useSteps(form: Form, at: string, leave: () => Promise<void>): Steps {
  const [now, setNow] = useState(() => firstOf(form.all, at));
  const [passed, setPassed] = useState<string[]>([]);
  const on = async (): Promise<void> => {
    const { all, wrong } = await answered(form, now);
    if (all === null) return show(wrong);
    const next = at ? (all.find((each) => each.owed)?.field.id ?? "") : nextAfter(all, now, passed);
    if (next === "") return leave();
    setPassed([...passed.filter((each) => each !== now), now]);
    setNow(next);
  };
  const show = (wrong: Errors): void => {
    const first = questionAt(Object.keys(wrong)[0] ?? now); // the city may find something wrong with an answer before this one
    const there = form.all.some(({ field }) => field.id === first) ? first : now;
    setNow(there);
    leadTo(there);
  };
  const before = passed[passed.length - 1];
  const previous = (): void => {
    setPassed(passed.slice(0, -1));
    setNow(before ?? now);
  };
  return { one: form.all.find(({ field }) => field.id === now), on, previous: before ? previous : null };
}

function Buttons({ tap, form, onGo, onBack }: { tap: boolean; form: Form; onGo: () => void; onBack: (() => void) | null }) {
  return (
    <View className="actions">
      {tap ? null : <Button busy={form.busy} onPress={onGo}>{t("ui.continue")}</Button>}
      {onBack ? <Button look="plain" onPress={onBack}>{t("ui.back")}</Button> : null}
    </View>
  );
}

/** Everything as it stands after this answer was taken, unless it cannot be. */
async function answered(form: Form, now: string): Promise<Answered> {
  const draft = kept(form.id);
  const all = draft ? standing({ ...form, draft }) : form.all; // what was tapped just now is kept, not drawn yet
  const one = all.find(({ field }) => field.id === now);
  if (!one) return { all, wrong: {} };
  const wrong = one.owed ? { [now]: emptySays(one.field) } : one.known ? {} : wrongWith(one.field, one.value, aroundOf(all));
  form.say(wrong);
  return Object.keys(wrong).length > 0 ? { all: null, wrong } : form.send();
}

function spokenOf({ field }: Standing): string {
  return [questionOf(field), field.help, ...Object.values(field.kind === "choice" || field.kind === "choices" ? (field.options ?? {}) : {})].filter(Boolean).join("\n");
}
