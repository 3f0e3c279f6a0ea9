/**
 * Which questions are there for this person, and what their answers are: given, filled, or still open.
 * A field hidden by its `when` is null and its answer is ignored; where that is not known, the field is unknown.
 */

import { isBlank, isNothing, owedIn, written } from "../kinds";
import { bare, canonical, has, isObject, type Json, own, valueAt } from "../rules";
import { type Bound, holds } from "./bound";
import { type Answers, type Ground, parsed, prepare, type Tree, whoTold } from "./ground";
import type { Defect, Fact, Field, Knowing } from "./shapes";

/**
 * `waitsFor`: of a field that may be hidden, what would tell. `open`: visible fields without an answer.
 * `owed`: of a group, the questions inside it that are still to be answered.
 */
export class Settled {
  readonly data: Tree;
  readonly unknown: Set<string>;
  readonly values = bare<Json>();
  readonly filled = bare<Fact>();
  readonly visible = new Set<string>();
  readonly open = new Set<string>();
  readonly waitsFor = new Map<string, readonly string[]>();
  readonly contradicted = new Set<string>();
  readonly owed = new Map<string, readonly Defect[]>();
  readonly defects: Defect[];

  constructor(ground: Ground) {
    this.data = Object.assign(bare<Json>(), ground.data);
    this.unknown = new Set(ground.unknown);
    this.defects = Array.from(ground.defects);
  }

  /** What can be asked now: instead of a field that may be hidden, what tells whether it is. */
  tellers(missing: readonly string[]): string[] {
    const found = new Set<string>();
    for (const path of missing) {
      const waits = this.waitsFor.get(path);
      for (const each of waits ? this.tellers(waits) : [path]) found.add(each);
    }
    return Array.from(found);
  }
}

/** Every field, each after those its `when` looks at. */
export function settle(scene: Bound, answers: Answers, knowing: Knowing): Settled {
  const ground = prepare(scene, answers, knowing);
  const settled = new Settled(ground);
  for (const field of scene.inOrder) {
    const there = holds(field.when, settled.data, settled.unknown);
    if (!there.known) {
      settled.unknown.add(field.id);
      settled.waitsFor.set(field.id, there.missing);
    } else if (there.value) {
      settled.visible.add(field.id);
      take(settled, field, answers, filling(scene, field, ground, knowing));
    } else {
      settled.data[field.id] = null;
    }
  }
  const strange = Object.keys(answers).filter((name) => !scene.fields.has(name) && !scene.asks.has(name));
  settled.defects.push(...strange.map((field) => ({ field, code: "unknown_field", values: {} })));
  return settled;
}

interface Filling {
  readonly known: Fact | null;
  readonly mayChange: boolean;
}

function take(settled: Settled, field: Field, answers: Answers, { known, mayChange }: Filling): void {
  const { given, value } = ownAnswer(settled, field, answers);
  let kept = value;
  if (known && (kept === null || !mayChange)) {
    settled.filled[field.id] = known;
    if (kept !== null && canonical(kept) !== canonical(known.value)) settled.contradicted.add(field.id);
    kept = known.value;
  }
  if (kept !== null || (given && field.optional)) {
    settled.data[field.id] = kept;
    settled.values[field.id] = kept;
  } else {
    settled.unknown.add(field.id);
  }
  owe(settled, field, kept);
}

/** A statement that was not ticked is owed; a group with something owed inside is kept, but not known to rules outside. */
function owe(settled: Settled, field: Field, kept: Json): void {
  if (kept === null || (kept === false && field.kind === "statement")) settled.open.add(field.id);
  const inside = field.kind === "group" ? owedIn(field, kept, settled) : [];
  if (inside.length === 0) return;
  settled.owed.set(field.id, inside.map(({ at, code, values }) => ({ field: field.id + at, code, values })));
  settled.open.add(field.id);
  settled.unknown.add(field.id);
}

/** Whether anything was said, and the answer as kept: what does not fit is a defect and no answer. */
function ownAnswer(settled: Settled, field: Field, answers: Answers): { given: boolean; value: Json } {
  if (!has(answers, field.id)) return { given: false, value: null };
  const raw = answers[field.id] ?? null;
  if (field.kind === "group" ? isNothing(raw) : isBlank(raw)) return { given: true, value: null };
  const { value, defects } = parsed(field, raw, settled);
  settled.defects.push(...defects);
  return { given: defects.length === 0, value };
}

/** A guided question is what the register says; a line of the form goes by what the person says. */
function filling(scene: Bound, field: Field, ground: Ground, knowing: Knowing): Filling {
  const mayChange = field.fill?.may_change ?? (scene.scene.form ?? []).includes(field);
  if (!field.fill) return { known: null, mayChange };
  return { known: own(knowing.filled ?? {}, field.id) ?? filled(field, ground), mayChange };
}

function filled({ fill }: Field, ground: Ground): Fact | null {
  const fact = fill ? whoTold(ground, fill.from) : null;
  if (!fill || !fact) return null;
  const found = valueAt(ground.data, fill.from);
  const value = fill.map && Object.keys(fill.map).length > 0 ? (own(fill.map, wordOf(found)) ?? null) : found;
  return value === null ? null : { ...fact, value };
}

/** A fact as a key of a `map`. A licence or a record that is there is `true`; `null` is: there is none. */
function wordOf(value: Json): string {
  if (isObject(value)) return String(Object.keys(value).length > 0);
  return value === null || typeof value === "boolean" ? String(value) : written(value);
}
