/** What to ask next: first what can decide the matter at once, last what only changes a paper or a price. */

import { dayOf, iso, moved } from "../kinds";
import { compared, type Json } from "../rules";
import { type Bound, feeRules, holds, rootOf } from "./bound";
import type { Answers } from "./ground";
import { sortedBy } from "./order";
import type { Settled } from "./settle";
import type { Field, Outcome } from "./shapes";
import { placeOf } from "./verdict";

type Try = (more: Answers) => Outcome;

/** `decisive`: what the outcome hangs on. `suppose` judges with an answer more. */
export function questions(scene: Bound, settled: Settled, decisive: readonly string[], suppose: Try): Field[] {
  const asked = askable(scene, settled, decisive);
  const ranked = asked.length > 1 ? sortedBy(asked, (each) => rank(scene, each, suppose)) : asked;
  const form = scene.scene.form ?? [];
  const useful = askable(scene, settled, usefulIn(scene, settled));
  const later = useful.filter((each) => !asked.includes(each) && !form.includes(each));
  return [...ranked, ...sortedBy(later, (each) => placeOf(scene, each.id))];
}

/** What cases, papers and prices hang on. */
function usefulIn(scene: Bound, settled: Settled): string[] {
  const missing: string[] = [];
  const applies = (rule: Json | undefined): boolean => {
    const answer = holds(rule, settled.data, settled.unknown);
    if (!answer.known) missing.push(...answer.missing);
    return !answer.known || answer.value;
  };
  const there = scene.itemsInOrder.filter((item) => applies(item.when));
  for (const item of scene.scene.items.filter((each) => there.includes(each))) {
    for (const material of item.materials ?? []) applies(material.when);
  }
  for (const item of there) feeRules(item).forEach(applies);
  return missing;
}

function askable(scene: Bound, settled: Settled, paths: readonly string[]): Field[] {
  const found = new Set<Field>();
  for (const path of settled.tellers(paths)) {
    const name = scene.asks.has(path) ? path : rootOf(path);
    const asked = scene.asks.get(name) ?? (settled.open.has(name) ? scene.fields.get(name) : undefined);
    if (asked) found.add(asked);
  }
  return Array.from(found);
}

/** 0: any answer decides. 1: some answer decides. 2: none does alone. */
function rank(scene: Bound, asked: Field, suppose: Try): number {
  const tried = tellingAnswers(scene, asked).map((value) => suppose({ [asked.id]: value }) !== "maybe");
  if (!tried.includes(true)) return 2;
  return tried.includes(false) ? 1 : 0;
}

/** The answers between which rules can tell: every option; around each limit for numbers and days. */
function tellingAnswers(scene: Bound, asked: Field): Json[] {
  const options = Object.keys(asked.options ?? {});
  if (asked.kind === "choice") return options;
  if (asked.kind === "choices") return options.map((option) => [option]);
  if (asked.kind === "statement") return [true];
  const around = new Set<Json>();
  for (const rule of scene.rules) {
    for (const [path, value] of compared(rule)) if (path === asked.id) limitsAround(asked, value).forEach((near) => around.add(near));
  }
  return Array.from(around);
}

function limitsAround(asked: Field, limit: Json): Json[] {
  if (asked.kind === "number" && (typeof limit === "number" || typeof limit === "boolean")) {
    const whole = Math.trunc(Number(limit));
    return [whole - 1, whole, whole + 1].filter((near) => isWithin(asked, near));
  }
  if (typeof limit !== "string") return [];
  const day = asked.kind === "date" ? dayOf(limit) : null;
  return day ? [-1, 0, 1].map((by) => iso(moved(day, by))) : [limit];
}

function isWithin({ min, max }: Field, near: number): boolean {
  return (typeof min !== "number" || min <= near) && (typeof max !== "number" || near <= max);
}
