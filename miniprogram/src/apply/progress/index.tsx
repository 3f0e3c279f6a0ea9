import { View } from "@tarojs/components";
import Taro, { usePullDownRefresh } from "@tarojs/taro";
import { useEffect, useState } from "react";

import type { Application } from "../../api/shapes";
import { onPending } from "../../api/pending";
import { Button } from "../../components/button";
import { History } from "../../components/history";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { useManner } from "../../look/manner";
import { go, param, replace } from "../../ways";
import { t } from "../../words";
import { day } from "../../words/speak";
import { type Doing, doings, handingBack } from "./doing";
import { More } from "./more";
import { Next } from "./next";
import { NotHere } from "./not-here";
import { Offices, Visits } from "./offices";
import { deadline, headline, isOver, linesOf, offices, owns } from "./standing";
import { Top } from "./top";
import { type InCase, useCase } from "./use-case";
import "./index.scss";

/** How far it is: what is true now, the date, one line per office, what one can do. News come by themselves while it is looked at. */
export default function Progress() {
  const [id] = useState(() => param("id"));
  const found = useCase(id);
  const { view, error, again } = found;
  useEffect(() => onPending(() => void again()), [again]); // handed back as soon as there is a net
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()));
  useEffect(() => {
    if (view?.state === "draft") void replace("apply/sheet", { id });
  }, [view, id]);
  if (view === null || view.state === "draft") return <Page title={t("home.mine")}><NotHere error={error} onAgain={() => void again()} /></Page>;
  return <Case view={view} found={found} />;
}

function Case({ view, found }: { view: Application; found: InCase }) {
  const doing = doings(view);
  const { elder } = useManner(); // there the bar lies at the end of a long page: what waits stands at its top instead
  const bar = doing.length > 0 ? <Bar view={view} doing={doing} /> : undefined;
  return (
    <Page title={t("home.mine")} speak={speaking(view)} bar={elder ? undefined : bar}>
      {found.error ? <Failed error={found.error} onAgain={() => void found.again()} /> : null}
      {found.live === "offline" ? <Notice tone="mind" icon="globe" live>{t("progress.behind")}</Notice> : null}
      {handingBack(view.id) ? <Notice tone="mind" live>{t("progress.kept")}</Notice> : null}
      <Top view={view} head={headline(view)} />
      {elder ? bar : null}
      <Visits view={view} />
      <Offices view={view} />
      <More view={view} />
      <History lines={linesOf(view)} />
      {isOver(view) ? <Next view={view} /> : null}
      {view.actions.includes("withdraw") ? <Button look="quiet" onPress={() => void go("apply/withdraw", { id: view.id })}>{t("progress.action.withdraw")}</Button> : null}
    </Page>
  );
}

/** What waits for this person, and by when. */
function Bar({ view, doing }: { view: Application; doing: Doing[] }) {
  const by = deadline(view);
  return (
    <SheetBar says={by && owns(view) ? t("facts.due", { date: day(by) }) : ""}>
      <View className="actions">
        {doing.map(({ text, page }, at) => <Button key={page} look={at === 0 ? "act" : "plain"} onPress={() => void go(page, { id: view.id })}>{text}</Button>)}
      </View>
    </SheetBar>
  );
}

/** What is read aloud: the sentence, the date, each office. */
function speaking(view: Application): string {
  const { says, more } = headline(view);
  const due = view.due_on && !isOver(view) ? [`${t("progress.due")} ${day(view.due_on)}`] : [];
  const each = offices(view).flatMap(({ lines }) => lines.map((one) => `${one.name} ${one.says}`));
  return [view.title, says, more, ...due, ...each].filter(Boolean).join("\n");
}
