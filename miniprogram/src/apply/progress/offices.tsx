import { View } from "@tarojs/components";

import type { Application } from "../../api/shapes";
import { Branches } from "../../components/branch";
import { Card } from "../../components/card";
import { Facts } from "../../components/facts";
import { visitFacts } from "../../components/facts/visits";
import { Heading } from "../../components/heading";
import { t } from "../../words";
import { offices } from "./standing";

/** One line per office, side by side; several in groups: waiting for you, now, later, done. */
export function Offices({ view }: { view: Application }) {
  return (
    <View className="stack-near">
      <Heading level={2}>{t("progress.offices")}</Heading>
      <Card>
        {offices(view).map(({ group, lines }) => (
          <View key={group} className="progress-group">
            {group ? <Heading level={3}>{t(`progress.group.${group}`)}</Heading> : null}
            <Branches branches={lines} />
          </View>
        ))}
      </Card>
    </View>
  );
}

/** Where one still has to go, with what, to which window. */
export function Visits({ view }: { view: Application }) {
  const facts = visitFacts(view.visits ?? []);
  if (facts.length === 0) return null;
  return <View className="stack-near"><Heading level={2}>{t("progress.visits")}</Heading><Card><Facts facts={facts} /></Card></View>;
}
