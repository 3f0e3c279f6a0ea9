import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import type { Application } from "../../api/shapes";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Facts } from "../../components/facts";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { People } from "../../components/people";
import { Summary } from "../../components/summary";
import { t } from "../../words";
import { day } from "../../words/speak";
import { othersOf, ownOf, whoAsked } from "./people";
import { useWord } from "./use-word";

/** What the sheet says of them, who else is in it, what begins when they agree. */
export function Look({ view, onDecline, onDone }: { view: Application; onDecline: () => void; onDone: () => void }) {
  const word = useWord(view, onDone);
  const own = ownOf(view);
  const [title, says] = [t("confirm.title", { who: whoAsked(view) }), t("confirm.says", { role: own?.says ?? "" })];
  const bar = (
    <View className="actions">
      <Button busy={word.busy} onPress={() => word.give(true, "")}>{t("confirm.agree")}</Button>
      <Button look="plain" busy={word.busy} onPress={onDecline}>{t("confirm.no")}</Button>
    </View>
  );
  return (
    <Page title={view.title} speak={[title, says, ...(own?.said ?? []).map((one) => `${one.label} ${one.value}`)].join("\n")}>
      <Heading>{title}</Heading>
      {word.failed ? <Failed error={word.failed} /> : null}
      <View>{says}</View>
      {own && own.said.length > 0 ? <Part title={t("confirm.said")}><Summary rows={own.said.map((one) => ({ ...one }))} /></Part> : null}
      {othersOf(view).length > 0 ? <Part title={t("confirm.others")}><Card><People people={othersOf(view)} /></Card></Part> : null}
      <Part title={t("confirm.then")}><Card><Facts facts={view.cases.map((one) => ({ icon: "office", label: one.department_name, value: one.item_name }))} /></Card></Part>
      {own?.confirm_by ? <Notice tone="mind" icon="clock">{t("confirm.by", { date: day(own.confirm_by) })}</Notice> : null}
      {bar}
      <View className="small">{t("confirm.wrong")}</View>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return <View className="stack-near"><Heading level={2}>{title}</Heading>{children}</View>;
}
