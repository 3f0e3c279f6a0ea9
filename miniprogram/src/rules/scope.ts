/** What a rule looks at while it runs: the facts, what is unknown of them, what it has seen and how long it has run. */

import { about, type Missing, NOTHING, Unsure, type Value } from "./doubt";
import { bare, has, isList, isObject, type Json } from "./json";
import { MAX_STEPS, RuleError } from "./limits";

/** There is nothing at that path; null is something. */
export const ABSENT = Symbol("absent");
export type Absent = typeof ABSENT;

/** One evaluation. `saw` keeps the order in which the rule looked. */
export class Run {
  readonly saw = bare<Json>();
  private steps = 0;

  step(): void {
    this.steps += 1;
    if (this.steps > MAX_STEPS) throw new RuleError(`the rule takes more than ${MAX_STEPS} steps`);
  }
}

/**
 * The facts of a rule, or one member of a list inside `map` and its kin (`root` is false there).
 * `unknown` are paths of the facts; inside `reduce` only the accumulator can be unsure.
 */
export class Scope {
  constructor(
    readonly run: Run,
    private readonly data: Json,
    private readonly unknown: Missing = NOTHING,
    private readonly root = true,
    private readonly accumulator: Unsure | null = null,
  ) {}

  inside(data: Json, accumulator: Unsure | null = null): Scope {
    return new Scope(this.run, data, NOTHING, false, accumulator);
  }

  /** What is at `path`; unsure when it, a part of it or what holds it is unknown. */
  look(path: string): Value | Absent {
    if (this.accumulator && path.split(".")[0] === "accumulator") {
      return path === "accumulator" ? this.accumulator : about(this.accumulator.missing);
    }
    const unsure = this.unknown.size > 0 ? this.unsure(path) : null;
    if (unsure) return unsure;
    const found = at(this.data, path);
    if (this.root && path) this.run.saw[path] = found === ABSENT ? null : found;
    return found;
  }

  private unsure(path: string): Unsure | null {
    const above = upwards(path).find((each) => this.unknown.has(each));
    if (above !== undefined) return about(new Set([above]));
    const parts = Array.from(this.unknown).filter((name) => name.startsWith(path ? `${path}.` : ""));
    return parts.length > 0 ? about(new Set(parts)) : null;
  }
}

/** The path itself, then what holds it. */
export function upwards(path: string): string[] {
  const found: string[] = [];
  for (let above = path; above; above = above.slice(0, Math.max(0, above.lastIndexOf(".")))) found.push(above);
  return found;
}

/** Walk `path` ("a.b.0") down `data`; the empty path is `data` itself. */
export function at(data: Json, path: string): Json | Absent {
  if (!path) return data;
  let found: Json = data;
  for (const part of path.split(".")) {
    if (isObject(found) && has(found, part)) found = found[part] as Json;
    else if (isList(found) && /^[0-9]+$/.test(part) && Number(part) < found.length) found = found[Number(part)] as Json;
    else return ABSENT;
  }
  return found;
}

/** As `var` reads it: null where there is nothing. */
export function valueAt(data: Json, path: string): Json {
  const found = at(data, path);
  return found === ABSENT ? null : found;
}
