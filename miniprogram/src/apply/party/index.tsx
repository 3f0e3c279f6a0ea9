import { useState } from "react";

import { TurnedBack, through, useWho, carryOn } from "../../account";
import { application } from "../../api/calls";
import { Refusal } from "../../api/refusals";
import type { Application } from "../../api/shapes";
import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { t } from "../../words";
import { isVerified } from "../../pages/doors";
import { go, param } from "../../ways";
import { useAsked } from "../filling/use-asked";
import { Decline } from "./decline";
import { Look } from "./look";

/** A second person's page (`id`): what the sheet says of them, what begins when they agree; yes, or no with a reason. */
export default function Party() {
  const [id] = useState(() => param("id"));
  const { coming, again, show } = useAsked(() => carryOn(() => application(id)));
  const [asking, setAsking] = useState(false);
  if (coming.phase === "coming") return <Page><Loading /></Page>;
  if (coming.phase === "failed") {
    return <Page>{notFound(coming.error) ? <NotTheirs onKnown={again} /> : <Failed error={coming.error} onAgain={again} />}</Page>;
  }
  const view = coming.found;
  if (!view.actions.includes("confirm")) return <Settled view={view} />;
  const answered = (): void => void application(id).then(show, again);
  return asking ? <Decline view={view} onStay={() => setAsking(false)} onDone={answered} /> : <Look view={view} onDecline={() => setAsking(true)} onDone={answered} />;
}

function notFound(error: unknown): boolean {
  return error instanceof Refusal && error.status === 404;
}

/** There is nothing for this person here, as far as we know who they are. */
function NotTheirs({ onKnown }: { onKnown: () => void }) {
  const { who, asking } = useWho();
  if (asking) return <Loading />;
  return isVerified(who) ? <Empty page says={t("confirm.none")} /> : <WhoAreYou onKnown={onKnown} />;
}

/** Nobody may see it before we know that it is them. */
function WhoAreYou({ onKnown }: { onKnown: () => void }) {
  const ask = (): void => {
    through("verify-me").then(onKnown, (error: unknown) => {
      if (!(error instanceof TurnedBack)) throw error;
    });
  };
  return <Empty page icon="shield" says={t("confirm.needs_verify")}><Button onPress={ask}>{t("me.verify")}</Button></Empty>;
}

/** Their word is given, or is not waited for any more. */
function Settled({ view }: { view: Application }) {
  const own = view.parties.find((party) => party.you && party.role === view.role);
  const says = own?.state === "confirmed" && view.role !== "applicant" ? t("confirm.yes_done") : own?.state === "declined" ? t("confirm.no_done") : t("confirm.none");
  return (
    <Page title={view.title} speak={says}>
      <Empty page icon={own?.state === "declined" ? "cross" : "check"} says={says} more={t("confirm.done_more")}>
        <Button onPress={() => void go("apply/progress", { id: view.id })}>{t("sent.follow")}</Button>
      </Empty>
    </Page>
  );
}
