import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import { useMe } from "../../account";
import type { Check, Reason, Scene, Verdict } from "../../api/shapes";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Fold } from "../../components/fold";
import { Heading } from "../../components/heading";
import { Loading } from "../../components/loading";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { Outcome } from "../../components/outcome";
import { Page } from "../../components/page";
import { Reasons } from "../../components/reasons";
import { SheetBar } from "../../components/sheet-bar";
import { useManner } from "../../look/manner";
import { go, home } from "../../ways";
import { t } from "../../words";
import { Takes } from "./about";
import { Answered } from "./answered";
import { guideOf, heardOf, judged, openQuestion } from "./guide";
import { Others } from "./others";
import { moreOf, stepNote, stepOf, stepSays, wayOf } from "./step";
import { type Checked, useCheck } from "./use-scene";
import { useStart } from "./use-start";

interface Said {
  outcome: Verdict;
  reasons: readonly Reason[];
  /** The next question, or none. */
  open: string | null;
  /** Worked out by this phone; the city has not said it. */
  local: boolean;
}

/** Yes, no or maybe; why; what it takes; one button. */
export function Answer({ scene }: { scene: Scene }) {
  const checked = useCheck(scene.slug);
  const said = saidBy(scene, checked);
  if (said === null) return <Page title={scene.title}><Loading /></Page>;
  return <Clear scene={scene} checked={checked} said={said} />;
}

/** The city's word; until it is there this phone's own, where that is certain, or where nobody can be asked. */
function saidBy(scene: Scene, { busy }: Checked): Said | null {
  const { answers, asked } = guideOf(scene.slug);
  const heard = heardOf(scene.slug, answers);
  if (heard) return { ...of(heard, asked), local: false };
  const local = judged(scene, answers);
  return local.outcome === "maybe" && busy ? null : { ...of(local as unknown as Check, asked), local: true };
}

function of({ outcome, reasons, questions }: Pick<Check, "outcome" | "reasons" | "questions">, asked: readonly string[]): Omit<Said, "local"> {
  return { outcome, reasons, open: openQuestion({ outcome, questions }, asked) };
}

function Clear({ scene, checked, said }: { scene: Scene; checked: Checked; said: Said }) {
  const { elder } = useManner();
  const { outcome, open } = said;
  const way = wayOf(scene, useMe());
  const starting = useStart(scene, checked.again);
  const step = stepOf(outcome, open !== null, way);
  const press = { other: () => void home(), next: () => void go("pages/scene", { slug: scene.slug, step: open ?? "" }), verify: starting.prove, begin: starting.start }[step];
  const button = <Button look={step === "other" ? "plain" : "act"} busy={starting.busy} onPress={press}>{stepSays(step, way)}</Button>;
  const note = stepNote(step);
  const early = elder && outcome !== "no" ? <View className="stack-near">{button}<View className="small">{note}</View></View> : null;
  const more = moreOf(outcome, open !== null, way);
  const speak = [t(`answer.says.${outcome}`), more, ...said.reasons.map(({ says }) => says)].join(" ");
  return (
    <Page title={scene.title} speak={speak} bar={elder ? null : <SheetBar says={note}>{button}</SheetBar>}>
      <View className="small">{scene.title}</View>
      {starting.changed ? <Notice tone="mind" live>{t("answer.changed")}</Notice> : null}
      <Outcome outcome={outcome} says={t(`answer.says.${outcome}`)} more={more} />
      {starting.error === null ? null : <Failed error={starting.error} onAgain={press} kept />}
      {early}
      {said.local && !checked.busy ? <Unsure checked={checked} /> : null}
      <Parts scene={scene} checked={checked} said={said} onProve={starting.prove} />
      {elder && early === null ? button : null}
      <Answered scene={scene} />
    </Page>
  );
}

function Unsure({ checked }: { checked: Checked }) {
  return (
    <Notice tone="mind" icon="globe" live>
      <View>{t("answer.local")}</View>
      <Button look="quiet" onPress={() => void checked.again()}>{t("answer.again")}</Button>
    </Notice>
  );
}

function Parts({ scene, checked, said, onProve }: { scene: Scene; checked: Checked; said: Said; onProve: () => void }) {
  const { elder } = useManner();
  const folded = elder && said.outcome === "yes";
  const no = said.outcome === "no";
  return (
    <View className="stack">
      {said.reasons.length > 0 ? <Part title={t("answer.reasons")} folded={folded}><Card><Reasons reasons={[...said.reasons]} /></Card></Part> : null}
      {no && checked.check ? <Others scene={scene} check={checked.check} onProve={onProve} /> : null}
      {no ? null : <Part title={t("answer.facts")} folded={folded}><Takes scene={scene} checked={checked} /></Part>}
    </View>
  );
}

/** A part of the answer; folded where the button is what counts. */
function Part({ title, folded, children }: { title: string; folded: boolean; children: ReactNode }) {
  if (folded) return <Fold title={title}>{children}</Fold>;
  return <View className="stack-near"><Heading level={2}>{title}</Heading>{children}</View>;
}
