import { View } from "@tarojs/components";
import { useState } from "react";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Errors } from "../../components/errors";
import { Heading } from "../../components/heading";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { Summary, type SummaryRow } from "../../components/summary";
import { draft as kept } from "../../drafts";
import { nameOf } from "../../kinds/asked";
import { t } from "../../words";
import { FILES, saysOf, sourceOf, type Standing, wrongIn } from "../filling/form";
import { leadTo, leadToTop, listed, questionAt } from "../filling/lead";
import type { Opened } from "../filling/opening";
import { Question } from "../filling/question";
import { Told } from "../filling/told";
import { type Form, useForm } from "../filling/use-form";
import { onward } from "./next";
import "./index.scss";

/** The form on one page: what the city knows, what the guide was told, what is left to ask. */
export function Whole({ opened }: { opened: Opened }) {
  const form = useForm(opened);
  const [open, setOpen] = useState<string[]>([]);
  const [focused, setFocused] = useState("");
  const on = async (): Promise<void> => {
    const first = await tried(form);
    if (first === null) return onward(kept(form.id)?.sheet ?? form.sheet, kept(form.id) ?? form.draft);
    setFocused(first);
    setOpen((before) => [...before, questionAt(first)]);
    leadToTop();
  };
  const toField = (path: string): void => {
    setFocused(path);
    setOpen((before) => [...before, questionAt(path)]);
    leadTo(path);
  };
  const wrong = Object.keys(form.errors).map(questionAt);
  const shut = (one: Standing): boolean => !open.includes(one.field.id) && !wrong.includes(one.field.id) && (one.known !== null || settled(form, one));
  const rows = form.all.filter(shut);
  return (
    <Page title={form.sheet.title} bar={<SheetBar says={t("sheet.kept")}><Button busy={form.busy} onPress={() => void on()}>{t("ui.continue")}</Button></SheetBar>}>
      <Heading>{form.sheet.title}</Heading>
      <Told form={form} />
      <Errors errors={listed(form.errors, form.all)} onGo={toField} />
      <Shut title={t("summary.filled")} all={rows.filter((one) => one.known)} onChange={(id) => setOpen((before) => [...before, id])} />
      <Shut title={t("answer.answered")} all={rows.filter((one) => !one.known)} onChange={(id) => setOpen((before) => [...before, id])} />
      <Asked form={form} all={form.all.filter((one) => !shut(one))} focused={focused} />
    </Page>
  );
}

/** The path of the first thing wrong; null: all is well, or there is no net and it goes on. */
async function tried(form: Form): Promise<string | null> {
  const wrong = wrongIn(form.all);
  form.say(wrong);
  const here = Object.keys(wrong)[0];
  if (here !== undefined) return here;
  const { all, wrong: refused } = await form.send();
  if (all === null) return Object.keys(refused)[0] ?? "";
  const later = wrongIn(all); // an answer may have made a question appear
  form.say(later);
  return Object.keys(later)[0] ?? null;
}

/** A question of the guide that was answered there. */
function settled(form: Form, one: Standing): boolean {
  return form.scene.ask.includes(one.field) && !one.owed;
}

function Shut({ title, all, onChange }: { title: string; all: Standing[]; onChange: (id: string) => void }) {
  if (all.length === 0) return null;
  const rows = all.map((one): SummaryRow => ({
    id: one.field.id,
    label: nameOf(one.field),
    value: saysOf(one),
    source: sourceOf(one.known),
    ...(FILES.includes(one.field.kind) && typeof one.value === "string" ? { picture: one.value } : {}),
    ...(one.fixed ? {} : { onChange: () => onChange(one.field.id) }),
  }));
  return <View className="stack-near"><Heading level={2}>{title}</Heading><Summary rows={rows} /></View>;
}

function Asked({ form, all, focused }: { form: Form; all: Standing[]; focused: string }) {
  if (all.length === 0) return <View className="small">{t("sheet.all_known")}</View>;
  return (
    <View className="stack-near">
      <Heading level={2}>{t("sheet.yours")}</Heading>
      <Card><View className="questions">{all.map((one) => <Question key={one.field.id} form={form} one={one} focused={focused} />)}</View></Card>
    </View>
  );
}
