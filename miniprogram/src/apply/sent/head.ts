/** What to say first after sending: whom it went to and by when one hears; who is waited for before that; or how it ended. Pure. */
import type { Application, Verdict } from "../../api/shapes";
import { t } from "../../words";
import { day } from "../../words/speak";
import { invited } from "../progress/standing";

export interface Head {
  outcome: Verdict;
  says: string;
  more: string;
}

const OVER: Partial<Record<string, Verdict>> = { done: "yes", closed: "no", partly_done: "maybe" };

export function headOf(view: Application): Head {
  const over = OVER[view.state];
  if (over) return { outcome: over, says: t(`progress.state.${view.state}`), more: t(`progress.more.${view.state}`) };
  const waited = invited(view);
  if (waited) {
    const more = waited.confirm_by ? t("progress.more.awaits", { date: day(waited.confirm_by) }) : "";
    return { outcome: "maybe", says: t("progress.state.awaits", { who: waited.says }), more };
  }
  if (view.state === "needs_you" || view.state === "to_pay") return { outcome: "yes", says: t("sent.title"), more: t(`progress.state.${view.state}`) };
  const offices = Array.from(new Set(view.cases.filter((one) => one.waits.length === 0).map((one) => one.department_name)));
  const more = view.due_on ? t("sent.by", { date: day(view.due_on) }) : t("summary.by_unknown");
  return { outcome: "yes", says: t("sent.says", { office: offices.join(t("facts.and")) }), more };
}

/** Orders somebody has to pay, in fen; 0: none. */
export function toPay(view: Application): number {
  if (!view.actions.includes("pay")) return 0;
  return view.orders.filter((order) => order.state === "due" || order.state === "paying").reduce((sum, order) => sum + order.fen, 0);
}
