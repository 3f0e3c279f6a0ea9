import type { ReactNode } from "react";

import { TurnedBack } from "../../account";
import { Refusal } from "../../api/refusals";
import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { t } from "../../words";
import { go } from "../../ways";
import type { Opened } from "./opening";
import type { Coming } from "./use-sheet";

interface Props {
  title?: string;
  coming: Coming;
  onAgain: () => void;
  children: (opened: Opened) => ReactNode;
}

/** A page of a sheet, once the sheet is there. */
export function Gate({ title = "", coming, onAgain, children }: Props) {
  if (coming.phase === "here") return children(coming.opened);
  return <Page title={title}>{coming.phase === "coming" ? <Loading /> : <NoSheet error={coming.error} onAgain={onAgain} />}</Page>;
}

function NoSheet({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  if (error instanceof Refusal && error.status === 404) {
    return <Empty page says={t("sheet.gone")} more={t("sheet.gone_more")}><Button look="plain" onPress={() => void go("mine/home")}>{t("ui.me")}</Button></Empty>;
  }
  if (error instanceof TurnedBack) return <Empty page icon="key" says={t("waiting.kept")}><Button onPress={onAgain}>{t("ui.continue")}</Button></Empty>;
  return <Failed error={error} onAgain={onAgain} kept />;
}
