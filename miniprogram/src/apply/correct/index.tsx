import { View } from "@tarojs/components";
import { useCallback, useEffect, useState } from "react";

import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Errors } from "../../components/errors";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { useManner } from "../../look/manner";
import { param } from "../../ways";
import { t } from "../../words";
import { day } from "../../words/speak";
import { leadTo, listed, questionAt } from "../filling/lead";
import { handingBack } from "../progress/doing";
import { NotHere } from "../progress/not-here";
import { toProgress } from "../progress/to-progress";
import { leftOver } from "./fixing";
import { isAsked, open, type Opened } from "./opening";
import { OneThing, Review, useSteps } from "./one-by-one";
import { type Fixing, useFixing } from "./use-fixing";
import { Whole } from "./whole";
import "./index.scss";

/** What offices asked for, all at once, each thing put right where it stands, and handed back once. */
export default function Correct() {
  const [id] = useState(() => param("id"));
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<unknown>(null);
  const again = useCallback(() => {
    setError(null);
    open(id).then(setOpened, setError);
  }, [id]);
  useEffect(again, [again]);
  if (opened === null) return <Page title={t("progress.action.correct")}><NotHere error={error} onAgain={again} /></Page>;
  if (!isAsked(opened.view)) return <Over id={id} says={t("correct.nothing")} more={t("correct.nothing_more")} />;
  if (handingBack(id)) return <Over id={id} says={t("correct.kept")} more={t("correct.kept_more")} />;
  return <Fixes opened={opened} />;
}

function Over({ id, says, more }: { id: string; says: string; more: string }) {
  return (
    <Page title={t("progress.action.correct")}>
      <Empty page icon="check" says={says} more={more}><Button onPress={() => void toProgress(id)}>{t("sent.follow")}</Button></Empty>
    </Page>
  );
}

function Fixes({ opened }: { opened: Opened }) {
  const { elder } = useManner();
  const fixing = useFixing(opened);
  const steps = useSteps(fixing);
  const { view } = fixing.known;
  if (fixing.said === "kept") return <Over id={view.id} says={t("correct.kept")} more={t("correct.kept_more")} />;
  const one = elder && steps.at >= 0;
  const title = t(fixing.putting.asked.length > 0 ? "correct.title" : "correct.title_owed");
  const lead = (field: string): void => (elder ? steps.to(steps.there.findIndex(({ id }) => id === questionAt(field))) : leadTo(field));
  return (
    <Page title={title} speak={speaking(fixing, title)} bar={one ? undefined : <Bar fixing={fixing} />}>
      <Errors errors={listed(fixing.errors)} onGo={lead} />
      <Told fixing={fixing} />
      {one ? null : <Head title={elder && leftOver(fixing.putting).length === 0 ? t("correct.review") : title} fixing={fixing} />}
      {one ? <OneThing fixing={fixing} at={steps.at} there={steps.there} onGo={steps.to} /> : null}
      {elder && !one ? <Review fixing={fixing} there={steps.there} onGo={steps.to} /> : null}
      {elder ? null : <Whole fixing={fixing} />}
    </Page>
  );
}

function Head({ title, fixing }: { title: string; fixing: Fixing }) {
  const { by } = fixing.putting;
  return (
    <View className="stack-near">
      <View className="small">{fixing.known.view.title}</View>
      <Heading>{title}</Heading>
      {by ? <View>{t("correct.by", { date: day(by) })}</View> : null}
    </View>
  );
}

function Told({ fixing }: { fixing: Fixing }) {
  return (
    <>
      {fixing.failed ? <Failed error={fixing.failed} kept /> : null}
      {fixing.said === "stale" ? <Notice tone="mind" live>{t("correct.stale")}</Notice> : null}
    </>
  );
}

function Bar({ fixing }: { fixing: Fixing }) {
  const left = leftOver(fixing.putting).length;
  return (
    <SheetBar says={left > 0 ? t("correct.left", { count: left }) : t("correct.says")}>
      <Button look={left > 0 ? "plain" : "act"} busy={fixing.busy} onPress={fixing.send}>{t(fixing.busy ? "waiting.sending" : "correct.go")}</Button>
    </SheetBar>
  );
}

function speaking({ putting }: Fixing, title: string): string {
  const asked = putting.asked.flatMap(({ office, says, fixes }) => [office, says, ...fixes.map((fix) => `${fix.label} ${fix.says}`)]);
  return [title, ...asked, ...putting.owed.map(({ label, says }) => `${label} ${says}`)].filter(Boolean).join("\n");
}
