/** What a scene is judged on: facts as a tree, what is unknown of them, what follows from a birthday or is declared. */

import { ageOn, type Around, dayOf, isBlank, iso, KindError, kindOf, turns } from "../kinds";
import { bare, isObject, type Json, own, upwards } from "../rules";
import { type Bound, rootOf } from "./bound";
import type { Defect, Fact, Field, Knowing } from "./shapes";

const BIRTHDAY = "subject.birthday";
const COMES_OF_AGE = /^subject\.birthday_(\d{1,3})$/;
export const TOLD = ["subject", "registry", "licence"]; // roots whose facts somebody outside tells

export type Answers = { readonly [field: string]: Json };
export type Tree = { [name: string]: Json };

/** `told`: what somebody who knows has said; `data` holds that and what was declared. */
export interface Ground {
  readonly data: Tree;
  readonly told: ReadonlyMap<string, Fact>;
  readonly unknown: ReadonlySet<string>;
  readonly defects: readonly Defect[];
}

export function prepare(scene: Bound, answers: Answers, knowing: Knowing): Ground {
  const told = toldBy(scene, knowing);
  const { found: declared, defects } = declaredIn(scene, told, answers);
  const data = bare<Json>();
  data["today"] = knowing.today;
  data["applicant"] = { is_subject: knowing.isSubject ?? true, delegated: knowing.delegated ?? false };
  const values = new Map(declared);
  told.forEach((fact, path) => values.set(path, fact.value));
  const dots = (path: string): number => path.split(".").length;
  const paths = Array.from(values.keys()).sort((one, other) => dots(one) - dots(other));
  for (const path of paths) place(data, path, values.get(path) ?? null);
  const isKnown = (path: string): boolean => upwards(path).some((above) => values.has(above));
  const unknown = scene.paths.filter((path) => TOLD.includes(rootOf(path)) && !isKnown(path));
  return { data, told, unknown: new Set(unknown), defects };
}

/** Who told the path itself, or what holds it. */
export function whoTold(ground: Ground, path: string): Fact | null {
  const above = upwards(path).find((each) => ground.told.has(each));
  return above === undefined ? null : (ground.told.get(above) ?? null);
}

/** With what follows from a birthday: the age and the days one comes of age. */
function toldBy(scene: Bound, { facts = {}, today }: Knowing): Map<string, Fact> {
  const told = new Map(Object.entries(facts));
  const fact = told.get(BIRTHDAY);
  const born = fact && typeof fact.value === "string" ? dayOf(fact.value) : null;
  const now = dayOf(today);
  if (!fact || !born || !now) return told;
  told.set("subject.age", { ...fact, value: ageOn(born, now) });
  for (const path of scene.paths) {
    const years = COMES_OF_AGE.exec(path);
    if (years) told.set(path, { ...fact, value: iso(turns(born, Number(years[1]))) });
  }
  return told;
}

/** A declared fact counts only while nobody who would know has told us. */
function declaredIn(scene: Bound, told: ReadonlyMap<string, Fact>, answers: Answers) {
  const found = new Map<string, Json>();
  const defects: Defect[] = [];
  scene.asks.forEach((asked, path) => {
    const raw = own(answers, path);
    if (raw === undefined || isBlank(raw) || upwards(path).some((above) => told.has(above))) return;
    const read = parsed(asked, raw);
    if (read.defects.length > 0) defects.push(...read.defects);
    else found.set(path, factOf(asked, read.value));
  });
  return { found, defects };
}

/** The options `true` and `false` are yes and no, not words. */
export function factOf(asked: Field, answer: Json): Json {
  const options = Object.keys(asked.options ?? {});
  const yesOrNo = options.length === 2 && options.includes("true") && options.includes("false");
  return yesOrNo ? answer === "true" : answer;
}

export interface Parsed {
  readonly value: Json;
  readonly defects: readonly Defect[];
}

/** What was given, as it is kept, or all that is wrong with it. `around`: what rules inside a group see. */
export function parsed(asked: Field, raw: Json, around?: Around): Parsed {
  try {
    return { value: kindOf(asked.kind).parse(raw, asked, around), defects: [] };
  } catch (wrong) {
    if (!(wrong instanceof KindError)) throw wrong;
    const all = wrong.inside ?? [{ at: "", code: wrong.code, values: wrong.values }];
    return { value: null, defects: all.map(({ at, code, values }) => ({ field: asked.id + at, code, values })) };
  }
}

/** Put a fact into the tree. Below something that is known not to be there, there is nothing. */
function place(data: Tree, path: string, value: Json): void {
  const parts = path.split(".");
  const last = parts.pop() ?? "";
  let here = data;
  for (const part of parts) {
    const inside = own<Json>(here, part) ?? (part in here ? null : {});
    if (!isObject(inside)) return;
    const copy: Tree = Object.assign(bare<Json>(), inside);
    here[part] = copy;
    here = copy;
  }
  here[last] = value;
}
