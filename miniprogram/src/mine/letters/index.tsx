import { letters, myLetters } from "../../api/calls";
import type { Letter } from "../../api/shapes";
import { Empty } from "../../components/empty";
import { Heading } from "../../components/heading";
import { Page } from "../../components/page";
import { Row, Rows } from "../../components/row";
import { go } from "../../ways";
import { t } from "../../words";
import { moment } from "../../words/speak";
import { Listed } from "../list/listed";
import { useList } from "../list/use-list";

/** Everything official that was written to me, the newest first; what was not read is marked. */
export default function Letters() {
  const listing = useList(myLetters, letters);
  return (
    <Page title={t("letters.title")} speak={(listing.items ?? []).map((one) => `${one.title} ${saysOf(one)}`).join("\n")}>
      <Heading>{t("letters.title")}</Heading>
      <Listed listing={listing} empty={<Empty icon="letter" says={t("letters.none")} more={t("letters.none_more")} />}>
        {(items) => (
          <Rows>
            {items.map((one) => (
              <Row key={one.id} title={one.title} says={saysOf(one)} icon="letter" tone={one.read ? "" : "mind"} onPress={() => void go("mine/letter", { id: one.id })} />
            ))}
          </Rows>
        )}
      </Listed>
    </Page>
  );
}

function saysOf({ read, at }: Letter): string {
  return [...(read ? [] : [t("letters.new")]), moment(at)].join(t("facts.joined"));
}
