/**
 * What a rule holds while it does not know: which facts would tell, and what is certain all the same.
 * `missing` is needed to know the value; `doubts` only to know whether it counts as true.
 */

import type { Json } from "./json";
import { same, truthy } from "./values";

export type Missing = ReadonlySet<string>;
export const NOTHING: Missing = new Set<string>();

/** A value not known yet. `truth` is known exactly when `doubts` is empty; `boolean`: it will be true or false. */
export class Unsure {
  constructor(
    readonly missing: Missing,
    readonly doubts: Missing,
    readonly truth: boolean | null = null,
    readonly boolean = false,
  ) {}
}

export type Value = Json | Unsure;

export function isUnsure(value: unknown): value is Unsure {
  return value instanceof Unsure;
}

/** Nothing is certain but what is missing. */
export function about(missing: Missing, boolean = false): Unsure {
  return new Unsure(missing, missing, null, boolean);
}

export function truth(value: Value): boolean | null {
  return isUnsure(value) ? value.truth : truthy(value);
}

export function union(sets: Iterable<Missing>): Missing {
  const all = new Set<string>();
  for (const each of sets) each.forEach((path) => all.add(path));
  return all;
}

export function missing(values: readonly Value[]): Missing {
  return union(values.filter(isUnsure).map((value) => value.missing));
}

export function doubts(values: readonly Value[]): Missing {
  return union(values.filter(isUnsure).map((value) => value.doubts));
}

export function isBoolean(value: Value): boolean {
  return isUnsure(value) ? value.boolean : typeof value === "boolean";
}

/** One of `values`; which one hangs on `because`. Where all agree, nothing is missing at all. */
export function either(because: Missing, values: readonly Value[]): Value {
  const first = values[0] as Value;
  if (!isUnsure(first) && values.slice(1).every((each) => !isUnsure(each) && same(first, each))) return first;
  const truths = new Set(values.map(truth));
  const certain = truths.size === 1 ? truth(first) : null;
  const boolean = values.every(isBoolean);
  if (certain !== null && boolean) return certain;
  const lacking = union([because, missing(values)]);
  return new Unsure(lacking, certain !== null ? NOTHING : union([because, doubts(values)]), certain, boolean);
}
