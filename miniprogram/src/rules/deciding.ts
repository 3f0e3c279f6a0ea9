/** Whether a rule of a scene holds, for a phone that may be older than the scene: what it cannot read tells nothing. */

import { compileRule, type Rule } from "./compile";
import type { Missing } from "./doubt";
import type { Json, JsonObject } from "./json";
import { RuleError } from "./limits";

export type Decided =
  | { readonly known: true; readonly value: boolean; readonly saw: JsonObject }
  | { readonly known: false; readonly missing: readonly string[]; readonly saw: JsonObject };

const CANNOT_TELL: Decided = { known: false, missing: [], saw: {} };
const COMPILED = new WeakMap<object, Rule | "unreadable">();

/** Compiled once for each rule that stands in a scene. A rule that goes over its limits tells nothing either. */
export function decide(rule: Json, data: Json, unknown: Missing): Decided {
  try {
    const ready = readyFor(rule);
    if (ready === "unreadable") return CANNOT_TELL;
    const answer = ready.decide(data, unknown);
    return answer.known ? { known: true, value: answer.value === true, saw: answer.saw } : answer;
  } catch (wrong) {
    if (wrong instanceof RuleError) return CANNOT_TELL;
    throw wrong;
  }
}

function readyFor(rule: Json): Rule | "unreadable" {
  if (typeof rule !== "object" || rule === null) return compileRule(rule);
  const ready = COMPILED.get(rule) ?? compiled(rule);
  COMPILED.set(rule, ready);
  return ready;
}

function compiled(rule: Json): Rule | "unreadable" {
  try {
    return compileRule(rule);
  } catch (wrong) {
    if (wrong instanceof RuleError) return "unreadable";
    throw wrong;
  }
}
