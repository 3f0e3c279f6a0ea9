import { View } from "@tarojs/components";
import { useState } from "react";

import { carryOn } from "../../account";
import { application } from "../../api/calls";
import type { Application } from "../../api/shapes";
import { Branches } from "../../components/branch";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Facts } from "../../components/facts";
import { Heading } from "../../components/heading";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { Outcome } from "../../components/outcome";
import { Page } from "../../components/page";
import { spoken } from "../../components/spoken";
import { here } from "../../platform/here";
import { t } from "../../words";
import { code, money, spelled } from "../../words/speak";
import { go, home, param } from "../../ways";
import { toldOf } from "../filling/told-of";
import { useAsked } from "../filling/use-asked";
import { offices } from "../progress/standing";
import { toldFacts } from "../summary/lines";
import { headOf, toPay } from "./head";

/** It has been sent (`id`): to whom, by when one hears, the code to ask with, who is waited for, what can be paid now. */
export default function Sent() {
  const [id] = useState(() => param("id"));
  const { coming, again } = useAsked(() => carryOn(() => application(id)));
  if (coming.phase === "here") return <Shown view={coming.found} />;
  return <Page title={t("sent.title")}>{coming.phase === "coming" ? <Loading /> : <Failed error={coming.error} onAgain={again} />}</Page>;
}

function Shown({ view }: { view: Application }) {
  const head = headOf(view);
  const fen = toPay(view);
  const follow = (): void => void go("apply/progress", { id: view.id });
  return (
    <Page title={t("sent.title")} speak={[head.says, head.more].join(" ")}>
      <View className="small">{view.title}</View>
      <Outcome outcome={head.outcome} says={head.says} more={head.more} />
      <View className="actions">
        {fen > 0 ? <Button onPress={() => void go("apply/pay", { id: view.id })}>{t("pay.go", { money: money(fen) })}</Button> : null}
        <Button look={fen > 0 ? "plain" : "act"} onPress={follow}>{t("sent.follow")}</Button>
      </View>
      {view.query_code ? <Code text={view.query_code} /> : null}
      <Next view={view} />
      <Told id={view.id} />
      <Button look="quiet" onPress={() => void home()}>{t("ui.to_home")}</Button>
    </Page>
  );
}

/** The code, in groups, to be read, heard and copied. */
function Code({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => void here.copy(text).then(() => setCopied(true), () => undefined);
  return (
    <Card>
      <View className="small">{t("sent.query")}</View>
      <View className="code" {...spoken({ label: spelled(text) })}>{code(text)}</View>
      <View className="small">{t("progress.query_says", { code: code(text) })}</View>
      <Button look="plain" onPress={copy}>{t("sent.copy")}</Button>
      <View className="small" {...spoken({ role: "status", live: "polite" })}>{copied ? t("sent.copied") : ""}</View>
    </Card>
  );
}

/** One line per office: what begins, what waits for what. */
function Next({ view }: { view: Application }) {
  if (view.cases.length === 0) return null;
  const lines = offices(view).flatMap((group) => group.lines);
  return <View className="stack-near"><Heading level={2}>{t("sent.next")}</Heading><Card><Branches branches={lines} /></Card></View>;
}

function Told({ id }: { id: string }) {
  const told = toldOf(id);
  if (told.length === 0) return null;
  return (
    <View className="stack-near">
      <Heading level={2}>{t("summary.told")}</Heading>
      <Card><Facts facts={toldFacts(told)} /></Card>
    </View>
  );
}
