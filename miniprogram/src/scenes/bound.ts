/** A scene made ready to be judged, once: its questions in order, the facts it names. */

import type { Inner } from "../kinds";
import { decide, type Decided, isList, isObject, type Json, type Missing, pathsOf } from "../rules";
import { afterOthers } from "./order";
import type { Field, Item, Scene } from "./shapes";

/** `ask` and `form` together are `fields`. `rules`: all there are, as they are written. */
export interface Bound {
  readonly scene: Scene;
  readonly fields: ReadonlyMap<string, Field>;
  readonly inOrder: readonly Field[];
  readonly itemsInOrder: readonly Item[];
  readonly asks: ReadonlyMap<string, Field>;
  readonly rules: readonly Json[];
  readonly paths: readonly string[];
}

const READY = new WeakMap<Scene, Bound>();

export function rootOf(path: string): string {
  return path.split(".")[0] ?? "";
}

/** Whether a rule holds; where there is none, it does. */
export function holds(rule: Json | undefined, data: Json, unknown: Missing): Decided {
  return rule === undefined ? { known: true, value: true, saw: {} } : decide(rule, data, unknown);
}

/** Prepared once for each scene. */
export function bound(scene: Scene): Bound {
  const ready = READY.get(scene) ?? prepared(scene);
  READY.set(scene, ready);
  return ready;
}

function prepared(scene: Scene): Bound {
  const all = [...(scene.ask ?? []), ...(scene.form ?? [])];
  const fields = new Map(all.map((field) => [field.id, field] as const));
  const items = new Map(scene.items.map((item) => [item.item, item] as const));
  const rules = rulesOf(scene);
  const there = <T>(map: ReadonlyMap<string, T>, names: string[]): T[] =>
    names.map((name) => map.get(name)).filter((each): each is T => each !== undefined);
  const looksAt = (name: string): string[] => {
    const field = fields.get(name);
    const roots = field ? ([] as string[]).concat(...whensOf(field).map(pathsOf)).map(rootOf) : [];
    return Array.from(fields.keys()).filter((each) => roots.includes(each));
  };
  return {
    scene,
    fields,
    inOrder: there(fields, afterOthers(Array.from(fields.keys()), looksAt)),
    itemsInOrder: there(items, afterOthers(Array.from(items.keys()), (name) => items.get(name)?.after ?? [])),
    asks: new Map(Object.entries(scene.facts ?? {})),
    rules,
    paths: factsNamed(scene, all, rules).filter((path) => !fields.has(rootOf(path)) && rootOf(path) !== "each"),
  };
}

/** Every fact the scene names: in rules, fills and reminders. */
function factsNamed(scene: Scene, fields: readonly Field[], rules: readonly Json[]): string[] {
  const named = new Set<string>();
  for (const rule of rules) pathsOf(rule).forEach((path) => named.add(path));
  for (const { fill } of fields) if (fill) named.add(fill.from);
  for (const condition of scene.eligible ?? []) if (condition.else?.remind) named.add(condition.else.remind.on);
  return Array.from(named);
}

/** When a question is there, and when those inside it are. */
export function whensOf(field: Inner): Json[] {
  const inside = ([] as Json[]).concat(...(field.fields ?? []).map(whensOf));
  return field.when === undefined ? inside : [field.when, ...inside];
}

/** Every rule of the scene and of its items. */
function rulesOf(scene: Scene): Json[] {
  const asked = [...(scene.ask ?? []), ...(scene.form ?? [])].map(whensOf);
  const found: (Json | undefined)[] = ([] as Json[]).concat(...asked, [...scene.items, ...(scene.next ?? [])].map((each) => each.when as Json));
  found.push(...(scene.eligible ?? []).map((each) => each.rule));
  for (const item of scene.items) {
    found.push(...(item.materials ?? []).map((each) => each.when), ...feeRules(item));
    if (isObject(item.decide as Json)) found.push((item.decide as { approve_when?: Json }).approve_when);
  }
  return found.filter((rule): rule is Json => rule !== undefined);
}

/** The rules of an item's price: of its tiers, then of who pays less; a tier without one always applies. */
export function feeRules(item: Item): Json[] {
  const fee = item.fee as Json;
  if (!isObject(fee)) return [];
  const parts = [fee["lines"], fee["waivers"]].map((part) => (isList(part) ? part.filter(isObject) : []));
  return ([] as Json[]).concat(...parts.map((part) => part.map((each) => each["when"] as Json).filter((rule) => rule !== undefined)));
}
