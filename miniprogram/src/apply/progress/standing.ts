/** Where an application stands, in the words of a screen: a headline, offices by how far they are, people, why the date moved. The same as the pages in a browser. Pure. */
import type { Application, Case, Party, Reason } from "../../api/shapes";
import type { BranchProps, BranchTone } from "../../components/branch";
import type { Person } from "../../components/people";
import { type Key, t } from "../../words";
import { day } from "../../words/speak";
import { payable } from "./bills";

export type Group = "you" | "now" | "later" | "over";
export type Office = BranchProps & { id: string };

export interface Headline {
  says: string;
  more: string;
  /** Only when it is over. */
  outcome: Reason["outcome"] | null;
}

const APPLICANT = "applicant";
const OVER: Record<string, Reason["outcome"]> = { done: "yes", closed: "no", partly_done: "maybe" };
const TONES: Record<string, BranchTone> = { approved: "good", denied: "stop", not_accepted: "stop", not_corrected: "stop", unpaid: "stop" };
const WAITS = new Set(["correction", "returned", "pay_pending"]);
/** Who took it back, and why, only its history knows. */
const TOLD = new Set(["withdrawn", "voided"]);
const GROUPS: readonly Group[] = ["you", "now", "later", "over"];
/** So many lines need no sorting. */
const FEW = 2;
const PEOPLE: Record<string, Person["tone"]> = { confirmed: "good", invited: "mind", declined: "stop", lapsed: "stop" };

export function owns({ role }: Pick<Application, "role">): boolean {
  return role === APPLICANT;
}

export function isOver({ state }: Pick<Application, "state">): boolean {
  return state in OVER;
}

/** The precise sentence where there is one: who is waited for, which paper. */
export function headline(view: Application): Headline {
  if (!owns(view) && view.actions.includes("confirm")) return said("asked");
  const awaited = invited(view);
  if (awaited) return awaits(awaited);
  const owed = view.state === "needs_you" ? onlyOwes(view) : [];
  if (owed.length > 0) return { says: t("progress.state.owes", { labels: owed.join(t("facts.and")) }), more: t("progress.more.owes"), outcome: null };
  return { ...said(stateOf(view)), outcome: OVER[view.state] ?? null };
}

function awaits({ says, confirm_by }: Party): Headline {
  const more = confirm_by ? t("progress.more.awaits", { date: day(confirm_by) }) : "";
  return { says: t("progress.state.awaits", { who: says }), more, outcome: null };
}

/** As this person has it: what waits for somebody else does not wait for them. */
function stateOf(view: Application): string {
  if (view.state === "in_progress" && view.visits?.some(({ now }) => now)) return "visit";
  return !owns(view) && (view.state === "needs_you" || view.state === "to_pay") ? "needs_other" : view.state;
}

function said(key: string): Headline {
  return { says: t(`progress.state.${key}` as Key), more: t(`progress.more.${key}` as Key), outcome: null };
}

/** Whose word everything waits for. */
export function invited({ parties }: Pick<Application, "parties">): Party | undefined {
  return parties.find(({ state }) => state === "invited");
}

/** What is still owed, when nothing else is asked for. */
export function onlyOwes({ cases }: Pick<Application, "cases">): string[] {
  if (cases.some(({ correction }) => correction !== null)) return [];
  return Array.from(new Set(cases.flatMap(({ owed }) => owed.map(({ label }) => label))));
}

/** One line per case; several are sorted by how far they are, each group in the order of the work. */
export function offices(view: Application): { group: Group | ""; lines: Office[] }[] {
  const waiting = invited(view) !== undefined;
  const lines = view.cases.map((one) => ({ group: groupOf(one), line: lineOf(one, waiting, owns(view)) }));
  const sorted = GROUPS.map((group) => ({ group, lines: lines.filter((one) => one.group === group).map(({ line }) => line) }));
  if (view.cases.length <= FEW) return [{ group: "", lines: sorted.flatMap((one) => one.lines) }];
  return sorted.filter((one) => one.lines.length > 0);
}

function groupOf(one: Case): Group {
  if (one.result) return "over";
  if (WAITS.has(one.state) || one.owed.length > 0) return "you";
  return one.waits.length > 0 ? "later" : "now";
}

/** `afterYes`: a person's word is waited for, which the headline says once for all of them. */
function lineOf(one: Case, afterYes: boolean, mine: boolean): Office {
  const named = { id: one.id, name: one.department_name, about: one.item_name };
  if (one.waits.length > 0 && !one.result) return { ...named, says: waitsSays(one, afterYes), tone: "wait" };
  const when = one.due_on && !one.result ? t("progress.case_due", { date: day(one.due_on) }) : "";
  if (!mine && WAITS.has(one.state)) return { ...named, says: t("progress.state.needs_other"), when };
  const owed = one.owed.map(owedSays);
  return { ...named, says: nowSays(one), tone: owed.length > 0 ? "mind" : toneOf(one), when, owed };
}

function waitsSays({ waits, waits_for }: Case, afterYes: boolean): string {
  const before = waits_for.length > 0 ? waits.slice(-waits_for.length) : [];
  if (afterYes && before.length === 0) return t("progress.waits_yes");
  return (before.length > 0 ? before : waits).join(t("progress.also"));
}

function toneOf({ result, state }: Case): BranchTone {
  if (result && result in TONES) return TONES[result] ?? "";
  return WAITS.has(state) ? "mind" : "";
}

function nowSays({ state, result, says, due_on }: Case): string {
  if (result) return TOLD.has(result) && says ? says : t(`progress.result.${result}`);
  return state === "submitted" && !due_on && !says ? t("progress.waits") : t(`progress.case.${state}`);
}

function owedSays({ label, owed_on, state }: Case["owed"][number]): string {
  if (owed_on === null) return t("progress.owed_later", { label });
  return t(state === "overdue" ? "progress.owed_over" : "progress.owed", { label, date: day(owed_on) });
}

/** Everybody in it, when there is anybody else. Who stands in it twice, as applicant and as the one it is for, is told once. */
export function people(parties: readonly Party[]): Person[] {
  if (parties.every(({ you }) => you)) return [];
  const seen = new Set<string | null>();
  return parties.flatMap((party) => {
    if (party.you && seen.has(party.name)) return [];
    if (party.you) seen.add(party.name);
    return [personOf(party)];
  });
}

function personOf({ says: role, name, you, state, confirm_by }: Party): Person {
  const says = state === "invited" && confirm_by ? t("people.by", { date: day(confirm_by) }) : t(`people.state.${state}`);
  return { role, name: you ? t("people.you", { name: name ?? "" }) : (name ?? ""), says, tone: PEOPLE[state] ?? "" };
}

/** Why the expected date is not what it was, the newest first. */
export function moved(view: Pick<Application, "moved">): string[] {
  return [...view.moved].reverse().flatMap(({ from, to, why }) => {
    if (typeof from !== "string" || typeof to !== "string" || from === to) return [];
    return [t(to > from ? "progress.moved.later" : "progress.moved.sooner", { date: day(from), why: typeof why === "string" ? why : "" })];
  });
}

/** What was sent or lies ready; an electronic licence is shown as itself. */
export function delivered({ deliveries }: Pick<Application, "deliveries">): string[] {
  return deliveries.flatMap(({ what, how, at, note }) => {
    if (how === "electronic") return [];
    return [t(`progress.delivered.${how}`, { what, date: day(at) }) + (note ? t("progress.noted", { note }) : "")];
  });
}

/** The day by which the person has to hand back, bring or pay: not the day on which they are answered. */
export function deadline({ cases, orders }: Pick<Application, "cases" | "orders">): string | null {
  const days = [
    ...cases.flatMap(({ correction, owed }) => [correction?.by, ...owed.map(({ owed_on }) => owed_on)]),
    ...payable(orders).map(({ due_on }) => due_on),
  ];
  return days.filter((one): one is string => Boolean(one)).sort()[0] ?? null;
}

/** After which number news is asked for: the last line that is shown. */
export function lastSeen(view: Pick<Application, "timeline" | "cases">): number {
  return linesOf(view).reduce((last, { seq }) => Math.max(last, seq), 0);
}

export function linesOf({ timeline, cases }: Pick<Application, "timeline" | "cases">): Application["timeline"] {
  return [...timeline, ...cases.flatMap((one) => one.timeline)];
}
