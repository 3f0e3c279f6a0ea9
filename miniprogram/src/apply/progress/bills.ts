/** What is to be paid and what was, in the words of a screen. Pure. */
import type { Application, Order, Scene } from "../../api/shapes";
import { type Key, t } from "../../words";
import { day, money } from "../../words/speak";

/** Orders that one payment settles, since one payment goes to one payee. */
export interface Bill {
  payee: string;
  /** What it is for. */
  name: string;
  orders: string[];
  shown: { payee: string; lines: { label: string; fen: number }[]; fen: number; basis: string[]; said: string[] };
}

const UNPAID = new Set(["due", "paying"]);

export function payable(orders: readonly Order[]): Order[] {
  return orders.filter(({ state }) => UNPAID.has(state));
}

/** In fen. */
export function total(orders: readonly Order[]): number {
  return orders.reduce((sum, { fen }) => sum + fen, 0);
}

/** What is still to be paid, one bill for each payee, with its last day and what happens after it. */
export function bills(orders: readonly Order[]): Bill[] {
  const due = payable(orders);
  const payees = Array.from(new Set(due.map(({ payee }) => payee)));
  return payees.map((payee) => {
    const own = due.filter((order) => order.payee === payee);
    return together(own, own.flatMap(({ due_on }) => (due_on ? [t("pay.due", { date: day(due_on) })] : [])));
  });
}

/** Every order by itself, with where it stands and what went back. */
export function standing(orders: readonly Order[]): Bill[] {
  return orders.map((order) => together([order], [stateSays(order), ...order.refunds.map(refundSays)]));
}

function together(orders: readonly Order[], said: readonly string[]): Bill {
  const [first] = orders;
  return {
    payee: first?.payee ?? "",
    name: unique(orders.map(({ name }) => name)).join(t("facts.and")),
    orders: orders.map(({ id }) => id),
    shown: {
      payee: first?.payee_name ?? "",
      lines: orders.flatMap(({ lines }) => lines),
      fen: total(orders),
      basis: unique(orders.flatMap(({ basis }) => basis)),
      said: unique(said),
    },
  };
}

function stateSays({ state, due_on, paid_at }: Order): string {
  if (UNPAID.has(state) && due_on) return t("orders.due", { date: day(due_on) });
  if (state === "paid" && paid_at) return t("orders.paid_on", { date: day(paid_at) });
  return t(`orders.state.${state}`);
}

function refundSays({ state, fen, at }: Order["refunds"][number]): string {
  return t(`orders.refund.${state}`, { money: money(fen), date: day(at) });
}

/** What becomes of the money when the answer is no, as the items have it. */
export function refundRules(view: Pick<Application, "cases" | "orders">, scene: Pick<Scene, "items"> | null): string[] {
  const items = new Map(view.cases.map(({ id, item }) => [id, item]));
  const rules = payable(view.orders).map((order) => scene?.items.find(({ slug, item }) => [slug, item].includes(items.get(order.case) ?? ""))?.fee.refund);
  return unique(rules.filter((rule): rule is string => typeof rule === "string")).map((rule) => t(`pay.refund_${rule}` as Key));
}

function unique(given: readonly string[]): string[] {
  return Array.from(new Set(given));
}
