import { View } from "@tarojs/components";
import { useState } from "react";

import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Errors } from "../../components/errors";
import { Heading } from "../../components/heading";
import { Loading } from "../../components/loading";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { Summary } from "../../components/summary";
import { useManner } from "../../look/manner";
import { t } from "../../words";
import { back, go } from "../../ways";
import { Gate } from "../filling/gate";
import { leadTo, leadToTop, listed } from "../filling/lead";
import type { Opened } from "../filling/opening";
import { type Paper, papersOf } from "../filling/papers";
import { Told } from "../filling/told";
import { type Form, useForm } from "../filling/use-form";
import { useJudged } from "../filling/use-judged";
import { useSheet } from "../filling/use-sheet";
import { Give } from "./give";
import { owedIn } from "./owed";

/** The papers of a sheet (`id`): what the city has, what is to be given, what may follow. `at`: one of them only, then back. */
export default function Materials() {
  const { coming, at, again } = useSheet();
  return <Gate title={t("materials.title")} coming={coming} onAgain={again}>{(opened) => <Papers opened={opened} at={at} />}</Gate>;
}

function Papers({ opened, at }: { opened: Opened; at: string }) {
  const form = useForm(opened);
  const { elder } = useManner();
  const { asked, check } = useJudged(form);
  const papers = papersOf(form.scene, form.sheet, form.draft, check);
  const bring = papers.filter((one) => one.takes && one.state !== "had" && one.state !== "made");
  const [step, setStep] = useState(at);
  if (!asked) return <Page title={t("materials.title")}><Loading /></Page>;
  const alone = at !== "" || elder;
  const now = alone ? (bring.find((one) => one.id === step) ?? bring[0]) : undefined;
  const shown = now ? [now] : bring;
  const next = now && !at ? bring[bring.indexOf(now) + 1] : undefined;
  const on = (): void => {
    const wrong = owedIn(shown);
    form.say(wrong);
    const first = Object.keys(wrong)[0];
    if (first !== undefined) return shown.length > 1 ? leadToTop() : leadTo(first);
    if (next) return setStep(next.id);
    void (at ? back() : go("apply/summary", { id: form.id }));
  };
  return <Drawn form={form} shown={shown} had={now ? [] : papers.filter((one) => !bring.includes(one))} alone={alone} on={on} />;
}

interface DrawnProps {
  form: Form;
  shown: Paper[];
  had: Paper[];
  alone: boolean;
  on: () => void;
}

function Drawn({ form, shown, had, alone, on }: DrawnProps) {
  const speak = shown.map((one) => [one.label, one.help].filter(Boolean).join("\n")).join("\n");
  return (
    <Page title={t("materials.title")} speak={speak} bar={<SheetBar><Button busy={form.busy} onPress={on}>{t("ui.continue")}</Button></SheetBar>}>
      {alone && shown.length === 1 ? <View className="small">{form.sheet.title}</View> : <Heading>{t("materials.title")}</Heading>}
      <Told form={form} />
      <Errors errors={shown.length > 1 ? listed(form.errors) : []} onGo={leadTo} />
      {shown.map((paper) => <Give key={paper.id} form={form} paper={paper} page={alone && shown.length === 1} />)}
      {shown.length === 0 ? <Empty icon="check" says={t("materials.none")} more={t("materials.none_more")} /> : null}
      <Had papers={had} />
    </Page>
  );
}

/** Shown, not asked. */
function Had({ papers }: { papers: Paper[] }) {
  if (papers.length === 0) return null;
  const says = (one: Paper): string => (one.state === "made" ? t("summary.made", { item: one.madeBy }) : one.state === "unsure" ? t("materials.unsure") : t("summary.city_has"));
  return (
    <View className="stack-near">
      <Heading level={2}>{t("materials.have")}</Heading>
      <Summary rows={papers.map((one) => ({ id: one.id, label: one.label, value: says(one) }))} />
    </View>
  );
}
