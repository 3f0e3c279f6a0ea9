/** What to know before one begins: to bring, to pay, how long, where to go, who else says yes, who handles it. The words and the order are those of every face. */
import type { Check, FeeForItem, Need, Scene } from "../../api/shapes";
import type { Fact } from "../../components/facts";
import { toBring, visitFacts } from "../../components/facts/visits";
import { neededOnce } from "../../scenes/needs";
import { t } from "../../words";
import { day, money } from "../../words/speak";

/** So many offices are named in one breath. */
const FEW = 2;
const MADE_BY = "case.";
/** How an item calls a paper one may leave out. */
const OPTIONAL = "optional";

export function factsOf(scene: Scene, check: Check): Fact[] {
  return [bring(scene, check), cost(scene, check), time(check), ...visitFacts(check.visits), ...confirming(check), offices(scene, check)];
}

function bring(scene: Scene, check: Check): Fact {
  const needed = neededOnce(check.materials).filter((need) => !isOptional(scene, need));
  const lacking = needed.filter(({ have }) => have === false);
  const window = toBring(check.visits);
  const nothing = t(window.length > 0 ? "facts.bring_window" : "facts.bring_none");
  const value = lacking.length > 0 ? t("facts.bring_some", { count: lacking.length }) : nothing;
  const there = window.length > 0 ? [t("facts.bring_there", { what: window.join(t("facts.and")) })] : [];
  return { icon: "paper", label: t("facts.bring"), value, more: [...needed.map((need) => paper(scene, need)), ...there] };
}

function isOptional({ items }: Scene, need: Need): boolean {
  return items.some(({ item, materials }) => item === need.item && materials.some(({ id, necessity }) => id === need.id && necessity === OPTIONAL));
}

function paper(scene: Scene, { label, from, have, may_follow }: Need): string {
  if (from.startsWith(MADE_BY)) return t("facts.made", { label, item: itemName(scene, from.slice(MADE_BY.length)) });
  if (have !== false) return t(have ? "facts.have" : "facts.look_up", { label });
  return t(may_follow ? "facts.may_follow" : "facts.lack", { label });
}

function itemName({ items }: Scene, slug: string): string {
  return items.find(({ item }) => item === slug)?.name ?? slug;
}

function cost(scene: Scene, { fee, fees }: Check): Fact {
  const value = fee.fen === null ? t("facts.cost_later") : fee.fen > 0 ? money(fee.fen) : t("facts.free");
  return { icon: "coin", label: t("facts.cost"), value, more: unique(fees.flatMap((one) => feeLines(scene, one))) };
}

/** Each part, what it rests on, when it is to be paid, and what becomes of it when it is a no. */
function feeLines({ items }: Scene, { item, fen, lines, basis, when }: FeeForItem): string[] {
  const refund = items.find((one) => one.item === item)?.fee.refund;
  const paid = [
    t(when === "before_certifying" ? "facts.pay_before_certifying" : "facts.pay_before_review"),
    t(refund === "by_finance" ? "pay.refund_by_finance" : "pay.refund_automatic"),
  ];
  const parts = lines.map(({ label, fen: part }) => t("facts.part", { label, money: money(part) }));
  return [...parts, ...basis.map((one) => t("facts.basis", { basis: one })), ...(fen === 0 ? [] : paid)];
}

function time({ promise }: Check): Fact {
  const within = promise.working_days > 0 ? t("facts.days", { days: promise.working_days }) : t("facts.day_zero");
  const value = promise.due_on ? t("facts.due", { date: day(promise.due_on) }) : within;
  return { icon: "clock", label: t("facts.time"), value, more: promise.visits > 0 ? [] : [t("facts.visits_none")] };
}

/** Who else has to say yes, and within how many working days. */
function confirming({ confirms }: Check): Fact[] {
  return confirms.map(({ says, within }) => ({
    icon: "people",
    label: t("facts.confirms"),
    value: String(says),
    more: [t("facts.confirms_how", { days: Number(within) })],
  }));
}

function offices(scene: Scene, { cases }: Check): Fact {
  const names = unique(cases.map((one) => one.department_name));
  const items = cases.map(({ item }) => itemName(scene, item));
  if (names.length <= FEW) return { icon: "office", label: t("facts.offices"), value: names.join(t("facts.and")), more: items };
  const each = cases.map((one) => t("facts.office", { item: itemName(scene, one.item), office: one.department_name }));
  return { icon: "office", label: t("facts.offices"), value: t("facts.offices_some", { offices: names.length, count: cases.length }), more: each };
}

function unique(words: readonly string[]): string[] {
  return Array.from(new Set(words));
}
