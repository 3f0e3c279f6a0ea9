/** The operators that choose which operands to look at: choice, logic, lists, `var`. All of them three-valued. */

import { about, doubts, either, isBoolean, isUnsure, missing, NOTHING, truth, union, Unsure, type Value } from "./doubt";
import { isList, type Json } from "./json";
import { RuleError } from "./limits";
import type { Operator } from "./operators";
import { ABSENT, type Scope } from "./scope";
import { text } from "./values";

export type Step = (scope: Scope) => Value;
export type Form = (steps: readonly Step[]) => Step;
type Ask = (member: Json) => Value;

export function constant(value: Json): Step {
  return () => value;
}

function isKnown(value: Value): value is Json {
  return !isUnsure(value);
}

/** An operator that needs every operand: one unknown operand and the answer is unknown. */
export function strict(operator: Operator, boolean = false): Form {
  return (steps) => (scope) => {
    const values = steps.map((step) => step(scope));
    const operands = values.filter(isKnown);
    return operands.length === values.length ? operator(operands) : about(missing(values), boolean);
  };
}

/** A list written in the rule. With a member unknown its value is unknown, but never that it is there. */
export function literalList(steps: readonly Step[]): Step {
  return (scope) => {
    const values = steps.map((step) => step(scope));
    const known = values.filter(isKnown);
    return known.length === values.length ? known : new Unsure(missing(values), NOTHING, true);
  };
}

/** `or` (stops at the first true operand) and `and` (at the first false one); each gives back that operand. */
function until(stop: boolean): Form {
  return (steps) => (scope) => {
    const waiting: Value[] = [];
    let last: Value = null;
    for (const step of steps) {
      last = step(scope);
      const verdict = truth(last);
      if (verdict === stop) return decided([...waiting, last], stop);
      if (verdict === null) waiting.push(last);
    }
    if (waiting.length === 0) return last;
    const outcomes = waiting[waiting.length - 1] === last ? waiting : [...waiting, last];
    return new Unsure(missing(outcomes), doubts(waiting), null, outcomes.every(isBoolean));
  };
}

/** True or false for certain; which of `outcomes` it is may still be open. */
function decided(outcomes: readonly Value[], verdict: boolean): Value {
  if (outcomes.length === 1) return outcomes[0] as Value;
  return outcomes.every(isBoolean) ? verdict : new Unsure(missing(outcomes), NOTHING, verdict);
}

/** `if`: condition, then, condition, then ..., otherwise. Where a condition is unknown, both ways are looked at. */
function choose(steps: readonly Step[]): Step {
  return (scope) => {
    let because = NOTHING;
    const ways: Value[] = [];
    for (let place = 0; place + 1 < steps.length; place += 2) {
      const condition = (steps[place] as Step)(scope);
      const verdict = truth(condition);
      if (verdict === null) because = union([because, doubts([condition])]);
      if (verdict !== false) ways.push((steps[place + 1] as Step)(scope));
      if (verdict === true) return either(because, ways);
    }
    ways.push(steps.length % 2 ? (steps[steps.length - 1] as Step)(scope) : null);
    return either(because, ways);
  };
}

/** `!` and `!!`. */
function negation(negate: boolean): Form {
  return (steps) => (scope) => {
    const value = first(steps, scope);
    const verdict = truth(value);
    return verdict === null ? about(doubts([value]), true) : verdict !== negate;
  };
}

function first(steps: readonly Step[], scope: Scope): Value {
  return steps[0] ? steps[0](scope) : null;
}

/** `var`: the value at a path, `otherwise` when there is none. */
export function variable(path: Step | string, otherwise: Step | null): Step {
  return (scope) => {
    const place = typeof path === "string" ? path : path(scope);
    if (isUnsure(place)) return about(place.missing);
    const found = scope.look(place === null ? "" : text(place));
    if (found !== ABSENT) return found;
    return otherwise ? otherwise(scope) : null;
  };
}

/** `map`, `filter`, `all`, `none`, `some`: the second operand is asked of each member of the first. */
function over(finish: (members: readonly Json[], ask: Ask) => Json, ofNone: Json, boolean = false): Form {
  return (steps) => (scope) => {
    const members = first(steps, scope);
    if (isUnsure(members)) return about(members.missing, boolean);
    if (!isList(members)) return ofNone;
    const body = steps[1] ?? constant(null);
    return finish(members, (member) => body(scope.inside(member)));
  };
}

/** `reduce`: `current` and `accumulator` are what the body sees. Throws: RuleError without a body. */
function fold(steps: readonly Step[]): Step {
  if (steps.length === 1) throw new RuleError("`reduce` needs to be told what to do with each: write it second", "reduce");
  return (scope) => {
    const members = first(steps, scope);
    let total = steps[2] ? steps[2](scope) : null;
    if (isUnsure(members)) return about(missing([members, total]));
    const [, body = constant(null)] = steps;
    for (const current of isList(members) ? members : []) {
      total = isUnsure(total)
        ? body(scope.inside({ current }, total))
        : body(scope.inside({ current, accumulator: total }));
    }
    return total;
  };
}

const holds = (value: Value): boolean => truth(value) === true;

export const FORMS: { readonly [name: string]: Form } = {
  if: choose,
  "?:": choose,
  and: until(false),
  or: until(true),
  "!": negation(true),
  "!!": negation(false),
  map: over((members, ask) => members.map(ask).map((value) => (isUnsure(value) ? null : value)), []),
  filter: over((members, ask) => members.filter((each) => holds(ask(each))), []),
  all: over((members, ask) => members.length > 0 && members.every((each) => holds(ask(each))), false, true),
  none: over((members, ask) => !members.some((each) => holds(ask(each))), true, true),
  some: over((members, ask) => members.some((each) => holds(ask(each))), false, true),
  reduce: fold,
};
