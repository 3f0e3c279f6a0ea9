import { licences, myLicences } from "../../api/calls";
import type { Licence } from "../../api/shapes";
import { Empty } from "../../components/empty";
import { Heading } from "../../components/heading";
import { Page } from "../../components/page";
import { Row, Rows } from "../../components/row";
import { go } from "../../ways";
import { t } from "../../words";
import { plainDay } from "../../words/speak";
import { Listed } from "../list/listed";
import { useList } from "../list/use-list";

/** What the city has issued to me, as documents to open and show. */
export default function Licences() {
  const listing = useList(myLicences, licences);
  return (
    <Page title={t("me.licences")} speak={(listing.items ?? []).map((one) => `${one.title} ${saysOf(one)}`).join("\n")}>
      <Heading>{t("me.licences")}</Heading>
      <Listed listing={listing} empty={<Empty icon="card" says={t("licences.none")} more={t("licences.none_more")} />}>
        {(items) => (
          <Rows>
            {items.map(({ id, ...one }) => (
              <Row key={id} title={one.title} says={saysOf(one)} icon="card" tone={one.status === "active" ? "" : "stop"} onPress={() => void go("mine/licence", { id })} />
            ))}
          </Rows>
        )}
      </Listed>
    </Page>
  );
}

function saysOf({ status, valid_until, issued_by }: Omit<Licence, "id">): string {
  if (status !== "active") return t(`licence.status.${status}`);
  return [valid_until ? t("me.until", { date: plainDay(valid_until) }) : t("licence.forever"), issued_by].join(t("facts.joined"));
}
