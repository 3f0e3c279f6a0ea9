import { View } from "@tarojs/components";
import { useCallback, useEffect, useState } from "react";

import { carryOn } from "../../account";
import { application, noticeFile } from "../../api/calls";
import type { Application, DocumentBrief } from "../../api/shapes";
import { NotHere } from "../../apply/progress/not-here";
import { usePaper } from "../../apply/progress/use-paper";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty } from "../../components/empty";
import { Facts } from "../../components/facts";
import { Heading } from "../../components/heading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { go, param } from "../../ways";
import { t } from "../../words";
import { plainDay } from "../../words/speak";

/** The notices of law of one application, or the one a message tells of: what it is, and the paper itself in the platform's reader. */
export default function Notice() {
  const [id] = useState(() => param("application"));
  const [only] = useState(() => param("id"));
  const [view, setView] = useState<Application | null>(null);
  const [error, setError] = useState<unknown>(null);
  const again = useCallback(() => {
    setError(null);
    carryOn(() => application(id)).then(setView, setError);
  }, [id]);
  useEffect(again, [again]);
  if (view === null) return <Page title={t("notice.title")}><NotHere error={error} onAgain={again} /></Page>;
  const found = [...view.documents].reverse().filter((one) => !only || one.id === only);
  return (
    <Page title={t("notice.title")} speak={found.map(({ title }) => title).join("\n")}>
      <View className="stack-near"><View className="small">{view.title}</View><Heading>{found.length === 1 && found[0] ? found[0].title : t("notice.several")}</Heading></View>
      {found.length === 0 ? <Empty says={t("notice.none")} /> : null}
      {found.map((one) => <One key={one.id} one={one} view={view} titled={found.length > 1} />)}
      {found.length > 0 ? <View className="small">{t("notice.keep")}</View> : null}
      <Button look="quiet" onPress={() => void go("apply/progress", { id })}>{t("letters.follow")}</Button>
    </Page>
  );
}

function One({ one, view, titled }: { one: DocumentBrief; view: Application; titled: boolean }) {
  const paper = usePaper();
  const item = view.cases.find(({ id }) => id === one.case);
  const facts = [
    { icon: "paper", label: t("notice.number"), value: one.number, more: [t("notice.issued", { date: plainDay(one.issued_on) })] },
    ...(item ? [{ icon: "office", label: t("notice.case"), value: item.item_name, more: [item.department_name] }] : []),
  ];
  return (
    <Card>
      {titled ? <Heading level={2}>{one.title}</Heading> : null}
      <Facts facts={facts} />
      {paper.error ? <Failed error={paper.error} /> : null}
      <Button
        look={titled ? "plain" : "act"}
        icon="download"
        label={`${t("notice.open")} ${one.title}`}
        busy={paper.busy !== ""}
        onPress={() => void paper.open(one.id, noticeFile)}
      >
        {t(paper.busy ? "notice.opening" : "notice.open")}
      </Button>
    </Card>
  );
}
