import { View } from "@tarojs/components";
import { useState } from "react";

import { Button } from "../../components/button";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { draft as kept } from "../../drafts";
import { emptySays, questionOf, wrongWith } from "../../kinds/asked";
import { t } from "../../words";
import { back } from "../../ways";
import { aroundOf, standing, type Standing } from "../filling/form";
import { leadTo } from "../filling/lead";
import type { Opened } from "../filling/opening";
import { Question } from "../filling/question";
import { Told } from "../filling/told";
import { type Form, useForm } from "../filling/use-form";
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
  const [now, setNow] = useState(() => firstOf(form.all, at));
  const [passed, setPassed] = useState<string[]>([]);
  const one = form.all.find(({ field }) => field.id === now);
  const leave = (): Promise<void> => (at ? back() : onward(kept(form.id)?.sheet ?? form.sheet, kept(form.id) ?? form.draft));
  if (!one) return <AllKnown form={form} onGo={() => void leave()} />;
  const on = async (): Promise<void> => {
    const all = await answered(form, now);
    if (all === null) return leadTo(now);
    const next = at ? (all.find((each) => each.owed)?.field.id ?? "") : nextAfter(all, now, passed);
    if (next === "") return leave();
    setPassed([...passed.filter((each) => each !== now), now]);
    setNow(next);
  };
  const before = passed[passed.length - 1];
  const previous = (): void => {
    setPassed(passed.slice(0, -1));
    setNow(before ?? now);
  };
  const buttons = <Buttons tap={elder && one.field.kind === "choice"} form={form} onGo={() => void on()} onBack={before ? previous : null} />;
  return (
    <Page title={form.sheet.title} speak={spokenOf(one)} bar={<SheetBar>{buttons}</SheetBar>}>
      <View className="small">{form.sheet.title}</View>
      <Told form={form} />
      <Question key={now} form={form} one={one} page elder={elder} onTap={() => void on()} />
    </Page>
  );
}

function Buttons({ tap, form, onGo, onBack }: { tap: boolean; form: Form; onGo: () => void; onBack: (() => void) | null }) {
  return (
    <View className="actions">
      {tap ? null : <Button busy={form.busy} onPress={onGo}>{t("ui.continue")}</Button>}
      {onBack ? <Button look="plain" onPress={onBack}>{t("ui.back")}</Button> : null}
    </View>
  );
}

/** Everything as it stands after this answer was taken; null when it cannot be. */
async function answered(form: Form, now: string): Promise<Standing[] | null> {
  const draft = kept(form.id);
  const all = draft ? standing({ ...form, draft }) : form.all; // what was tapped just now is kept, not drawn yet
  const one = all.find(({ field }) => field.id === now);
  if (!one) return all;
  const wrong = one.owed ? { [now]: emptySays(one.field) } : one.known ? {} : wrongWith(one.field, one.value, aroundOf(all));
  form.say(wrong);
  return Object.keys(wrong).length > 0 ? null : form.send();
}

function spokenOf({ field }: Standing): string {
  return [questionOf(field), field.help, ...Object.values(field.kind === "choice" || field.kind === "choices" ? (field.options ?? {}) : {})].filter(Boolean).join("。");
}
