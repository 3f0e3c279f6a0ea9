import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import type { Application } from "../../api/shapes";
import { Bill } from "../../components/bill";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Fold } from "../../components/fold";
import { Heading } from "../../components/heading";
import { Failed } from "../../components/offline";
import { People } from "../../components/people";
import { Row, Rows } from "../../components/row";
import { noticeFile } from "../../api/calls";
import { useManner } from "../../look/manner";
import { here } from "../../platform/here";
import { t } from "../../words";
import { code, day } from "../../words/speak";
import { standing } from "./bills";
import { owns, people } from "./standing";
import { usePaper } from "./use-paper";

const FEW = 3;

/** Below what counts: what it costs, who is in it, notices of law, its code. Folded in the elder flow. */
export function More({ view }: { view: Application }) {
  const persons = people(view.parties);
  return (
    <>
      {view.orders.length > 0 ? <Part title={t("progress.cost")}>{standing(view.orders).map(({ orders, shown }) => <Bill key={orders.join()} {...shown} />)}</Part> : null}
      {persons.length > 0 ? <Part title={t("people.title")}><Card><People people={persons} /></Card></Part> : null}
      <Notices view={view} />
      {view.query_code && owns(view) ? <QueryCode given={view.query_code} /> : null}
    </>
  );
}

function Part({ title, long = false, children }: { title: string; long?: boolean; children: ReactNode }) {
  const { elder } = useManner();
  if (elder || long) return <Fold title={title}>{children}</Fold>;
  return <View className="stack-near"><Heading level={2}>{title}</Heading>{children}</View>;
}

/** Notices of law, the newest first, opened in the platform's own reader. */
function Notices({ view }: { view: Application }) {
  const paper = usePaper();
  const { documents, cases } = view;
  if (documents.length === 0) return null;
  const items = new Map(cases.map(({ id, item_name }) => [id, item_name]));
  const says = (one: Application["documents"][number]): string =>
    [...(cases.length > 1 ? [items.get(one.case) ?? ""] : []), one.number, day(one.issued_on)].filter(Boolean).join(t("facts.joined"));
  return (
    <Part title={t("progress.notices", { count: documents.length })} long={documents.length > FEW}>
      <Rows>
        {[...documents].reverse().map((one) => (
          <Row key={one.id} title={one.title} says={paper.busy === one.id ? t("progress.opening") : says(one)} icon="paper" onPress={() => void paper.open(one.id, noticeFile)} />
        ))}
      </Rows>
      {paper.error ? <Failed error={paper.error} /> : null}
    </Part>
  );
}

function QueryCode({ given }: { given: string }) {
  return (
    <Card>
      <View className="stack-near">
        <View className="progress-code"><View>{t("progress.query_code")}</View><View className="code">{code(given)}</View></View>
        <View className="small">{t("progress.query_says", { code: code(given) })}</View>
        <Button look="quiet" onPress={() => void here.copy(given)}>{t("sent.copy")}</Button>
      </View>
    </Card>
  );
}
