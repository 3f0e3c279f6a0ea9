import { through, TurnedBack, useWho } from "../../account";
import { Refusal } from "../../api/refusals";
import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { isVerified } from "../../pages/doors";
import { go } from "../../ways";
import { t } from "../../words";

/** In place of a case: it is on its way, could not be fetched, or is not one of this person's. */
export function NotHere({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  if (error === null) return <Loading />;
  if (error instanceof TurnedBack) return <Empty page icon="key" says={t("settings.sign_in_first")}><Button onPress={onAgain}>{t("ui.continue")}</Button></Empty>;
  if (error instanceof Refusal && error.status === 404) return <NotTheirs onAgain={onAgain} />;
  return <Failed error={error} onAgain={onAgain} />;
}

/** Somebody who was asked is known once their name is checked; somebody who began elsewhere by their phone. */
function NotTheirs({ onAgain }: { onAgain: () => void }) {
  const { who, asking } = useWho();
  const unknown = !isVerified(who);
  const step = (door: "verify-me" | "sms-sign-in"): void => void through(door).then(onAgain, () => undefined);
  if (asking) return <Loading />;
  return (
    <Empty page icon="question" says={t("progress.gone")} more={t(unknown ? "progress.gone_verify" : "progress.gone_other")}>
      {unknown ? <Button onPress={() => step("verify-me")}>{t("me.verify")}</Button> : null}
      <Button look="plain" onPress={() => step("sms-sign-in")}>{t("progress.other_phone")}</Button>
      <Button look="quiet" onPress={() => void go("mine/applications")}>{t("home.mine")}</Button>
    </Empty>
  );
}
