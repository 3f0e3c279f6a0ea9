import { View } from "@tarojs/components";

import type { Application } from "../../api/shapes";
import { DateLarge } from "../../components/date-large";
import { Fold } from "../../components/fold";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { Outcome } from "../../components/outcome";
import { Row, Rows } from "../../components/row";
import { go } from "../../ways";
import { t } from "../../words";
import { day } from "../../words/speak";
import { delivered, type Headline, isOver, moved } from "./standing";

/** What is true now, in one sentence, and the one date that counts. */
export function Top({ view, head }: { view: Application; head: Headline }) {
  return (
    <View className="stack" aria-live="polite">
      <View className="stack-near">
        <View className="small">{view.title}</View>
        {head.outcome ? <Outcome outcome={head.outcome} says={head.says} more={head.more} /> : <Heading>{head.says}</Heading>}
        {!head.outcome && head.more ? <View>{head.more}</View> : null}
      </View>
      <Expected view={view} />
      <Licences view={view} />
      {delivered(view).map((line) => <Notice key={line} tone="good">{line}</Notice>)}
    </View>
  );
}

function Expected({ view }: { view: Application }) {
  if (isOver(view) || !view.due_on) return null;
  const [latest, ...before] = moved(view);
  const late = view.late ? `${t("progress.late", { days: view.late.days })}${view.late.why}` : "";
  return (
    <View className="stack-near">
      <DateLarge says={t(view.cases.length > 1 ? "progress.due_all" : "progress.due")} day={day(view.due_on)} late={late} more={latest ? [latest] : []} />
      {before.length > 0 ? (
        <Fold title={t("progress.moved_before", { count: before.length })}>{before.map((line) => <View key={line} className="small">{line}</View>)}</Fold>
      ) : null}
    </View>
  );
}

function Licences({ view: { licences } }: { view: Application }) {
  if (licences.length === 0) return null;
  return (
    <Rows label={t("me.licences")}>
      {licences.map(({ id, title }) => (
        <Row key={id} title={title} says={t("progress.licence_says")} icon="card" tone="good" onPress={() => void go("mine/licence", { id })} />
      ))}
    </Rows>
  );
}
