/** May this person? Every condition, said with the values it saw, and what is missing to know. */

import { dayOf, inWords, kindOf, written } from "../kinds";
import { type Json, own, valueAt } from "../rules";
import { type Bound, holds } from "./bound";
import { sortedBy } from "./order";
import type { Settled } from "./settle";
import type { Eligible, Field, Outcome, Reason } from "./shapes";

const PLACE = /\{([a-z0-9_.]+)\}/g;
const DAY = /^\d{4}-\d\d-\d\d$/;
const WHO = "who"; // in `shown`: how the scene calls the person it is about
const BETWEEN = "，";
const BEFORE = "：";

/** The reasons, and what would tell where they are maybe. */
export function weigh(scene: Bound, settled: Settled): { reasons: Reason[]; missing: string[] } {
  const reasons: Reason[] = [];
  const missing: string[] = [];
  for (const each of scene.scene.eligible ?? []) {
    const answer = holds(each.rule, settled.data, settled.unknown);
    if (!answer.known && each.if_known) continue;
    if (!answer.known) missing.push(...answer.missing);
    const outcome: Outcome = !answer.known ? "maybe" : answer.value ? "yes" : "no";
    reasons.push({ id: each.id, outcome, says: saysOf(scene, each, settled), saw: answer.saw });
  }
  return { reasons, missing: inFileOrder(scene, settled.tellers(missing)) };
}

/** No as soon as one condition fails; yes when all hold. */
export function outcomeOf(reasons: readonly Reason[]): Outcome {
  const found = reasons.map((reason) => reason.outcome);
  return found.includes("no") ? "no" : found.includes("maybe") ? "maybe" : "yes";
}

/** Questions as the scene asks them, then facts as its rules name them. */
function inFileOrder(scene: Bound, paths: readonly string[]): string[] {
  return sortedBy(paths, (path) => placeOf(scene, path));
}

/** Where a question stands in the file; behind all of them, what is none. */
export function placeOf(scene: Bound, name: string): number {
  const at = Array.from(scene.fields.keys()).indexOf(name);
  return at < 0 ? scene.fields.size : at;
}

/** A piece with a value that is not known, or is not there, is left out. */
function saysOf(scene: Bound, condition: Eligible, settled: Settled): string {
  const pieces = (condition.shown ?? []).map((piece) => filledIn(piece, scene, settled)).filter(Boolean);
  return pieces.length > 0 ? condition.says + BEFORE + pieces.join(BETWEEN) : condition.says;
}

function filledIn(piece: string, scene: Bound, settled: Settled): string {
  let whole = true;
  const said = piece.replace(PLACE, (_, path: string) => {
    const value = valueOf(path, scene, settled);
    whole = whole && value !== null;
    return value ?? "";
  });
  return whole ? said : "";
}

function valueOf(path: string, scene: Bound, settled: Settled): string | null {
  if (path === WHO) return who(scene, settled);
  if (settled.unknown.has(path)) return null;
  const value = valueAt(settled.data, path);
  if (value === null || typeof value === "boolean") return null;
  const field = scene.fields.get(path);
  return field ? kindOf(field.kind).show(value, field) : plainly(value);
}

function plainly(value: Json): string {
  const day = typeof value === "string" && DAY.test(value) ? dayOf(value) : null;
  return day ? inWords(day) : written(value);
}

function who(scene: Bound, settled: Settled): string {
  const self = valueAt(settled.data, "applicant.is_subject");
  const subject = own(scene.scene.parties ?? {}, "subject");
  return own(subject?.called ?? {}, self ? "self" : "other") ?? "";
}

/** A question to the one who applies, about the one it is for. */
export function addressed(asked: Field, scene: Bound, settled: Settled): Field {
  return { ...asked, says: asked.says.split(`{${WHO}}`).join(who(scene, settled)) };
}
