import { View } from "@tarojs/components";

import { applications, myApplications } from "../../api/calls";
import type { ApplicationBrief } from "../../api/shapes";
import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Heading } from "../../components/heading";
import { Page } from "../../components/page";
import { Row, Rows } from "../../components/row";
import { applicationLine, isOver } from "../../pages/home/waiting";
import { go, home } from "../../ways";
import { t } from "../../words";
import { moment } from "../../words/speak";
import { Listed } from "../list/listed";
import { useList } from "../list/use-list";

/** Everything I began or was asked to agree to: what goes on first, what is over below. */
export default function Applications() {
  const listing = useList(myApplications, applications);
  const nothing = <Empty icon="clock" says={t("applications.none")}><Button onPress={() => void home()}>{t("home.title")}</Button></Empty>;
  const speak = (listing.items ?? []).map((one) => `${one.title} ${applicationLine(one).says}`).join("\n");
  return (
    <Page title={t("applications.title")} speak={speak}>
      <Heading>{t("applications.title")}</Heading>
      <Listed listing={listing} empty={nothing}>
        {(items) => (
          <View className="stack">
            <Part title={t("me.applications")} items={items.filter((one) => !isOver(one))} />
            <Part title={t("me.finished")} items={items.filter(isOver)} />
          </View>
        )}
      </Listed>
    </Page>
  );
}

function Part({ title, items }: { title: string; items: ApplicationBrief[] }) {
  if (items.length === 0) return null;
  return (
    <View className="stack-near">
      <Heading level={2}>{title}</Heading>
      <Rows>{items.map((one) => <Line key={one.id} one={one} />)}</Rows>
    </View>
  );
}

/** Opens how far it is; a draft its sheet, what waits for a yes the page to say it on. */
function Line({ one }: { one: ApplicationBrief }) {
  const { title, says, icon, tone, page, params } = applicationLine(one);
  const when = isOver(one) ? [says, moment(one.updated_at)].join(t("facts.joined")) : says;
  return <Row title={title} says={when} icon={icon} tone={tone} onPress={() => void go(page === "apply/pay" ? "apply/progress" : page, params)} />;
}
