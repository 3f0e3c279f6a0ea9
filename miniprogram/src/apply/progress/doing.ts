/** What the person can do now, the first of it first. Pure. */
import { waiting } from "../../api/pending";
import type { Application } from "../../api/shapes";
import type { PageName } from "../../ways";
import { t } from "../../words";
import { money } from "../../words/speak";
import { payable, total } from "./bills";
import { onlyOwes } from "./standing";

export interface Doing {
  text: string;
  page: PageName;
}

/** What things wait for. Withdrawing is no such thing, and stands by itself. */
export function doings(view: Application): Doing[] {
  const may = new Set<string>(view.actions);
  const due = payable(view.orders);
  const puts = (may.has("correct") || may.has("resubmit") || may.has("bring")) && !handingBack(view.id);
  return [
    ...(may.has("confirm") ? [{ text: t("progress.action.confirm"), page: "apply/party" as const }] : []),
    ...(puts ? [{ text: t(onlyOwes(view).length > 0 ? "progress.action.bring" : "progress.action.correct"), page: "apply/correct" as const }] : []),
    ...(may.has("pay") && due.length > 0 ? [{ text: t("pay.go", { money: money(total(due)) }), page: "apply/pay" as const }] : []),
  ];
}

/** What was put right waits for the net. */
export function handingBack(id: string): boolean {
  return waiting().some(({ path }) => path === `/applications/${encodeURIComponent(id)}/correct`);
}
