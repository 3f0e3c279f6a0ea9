/**
 * `missing` and `missing_some`: part of JsonLogic, not of scenes. They are here so that the whole language can be
 * checked against its own tests; no page of ours imports them.
 */

import { about, isUnsure, missing, type Value } from "./doubt";
import type { Form, Step } from "./forms";
import { isList, type Json } from "./json";
import { ABSENT, type Scope } from "./scope";
import { number, text } from "./values";

/** Of `names`, those with nothing, null or an empty text behind them. */
function lacking(scope: Scope, names: readonly Json[]): Value {
  const found = new Map(names.map((name) => [text(name), scope.look(text(name))] as const));
  const unsure = Array.from(found.values()).filter(isUnsure);
  if (unsure.length > 0) return about(missing(unsure));
  const empty = (name: string): boolean => [ABSENT, null, ""].includes(found.get(name) as string | null);
  return Array.from(found.keys()).filter(empty);
}

function missingForm(steps: readonly Step[]): Step {
  return (scope) => {
    const values = steps.map((step) => step(scope));
    const names = values.filter((value): value is Json => !isUnsure(value));
    if (names.length < values.length) return about(missing(values));
    const first = names[0];
    return lacking(scope, isList(first) ? first : names);
  };
}

/** Nothing, if at least so many of the names are there; else those that are not. */
function missingSome(steps: readonly Step[]): Step {
  return (scope) => {
    const [wanted = null, names = null] = steps.map((step) => step(scope));
    if (isUnsure(wanted) || isUnsure(names)) return about(missing([wanted, names]));
    const listed = isList(names) ? names : [names];
    const gone = lacking(scope, listed);
    if (isUnsure(gone) || !isList(gone)) return gone;
    return listed.length - gone.length >= number(wanted) ? [] : gone;
  };
}

export const ABSENCE: { readonly [name: string]: Form } = { missing: missingForm, missing_some: missingSome };
