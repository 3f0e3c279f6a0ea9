/** Reading a rule without running it: which paths and constants it names, and what is compared with what. */

import { isList, isObject, type Json, type JsonObject } from "./json";

const MEMBERWISE = ["map", "filter", "all", "none", "some", "reduce"];
const COMPARING = ["==", "===", "!=", "!==", "<", "<=", ">", ">=", "in"];

/** One operator of a rule. `root` is false inside `map` and its kin, where paths are a member's own. */
export interface Operation {
  readonly name: string;
  readonly operands: Json[];
  readonly root: boolean;
}

/** A single operand may go without its list. */
export function argumentsOf(operand: Json): Json[] {
  return isList(operand) ? operand : [operand];
}

/** The one operator of a rule, or null for a value. */
export function operatorOf(rule: Json): readonly [string, Json] | null {
  if (!isObject(rule)) return null;
  const names = Object.keys(rule);
  const name = names[0];
  return names.length === 1 && name !== undefined ? [name, (rule as JsonObject)[name] as Json] : null;
}

/** `{"var": "a.b"}` names a.b; a computed path has no name. */
export function pathOf(rule: Json): string | null {
  const operator = operatorOf(rule);
  if (!operator || operator[0] !== "var") return null;
  const operands = argumentsOf(operator[1]);
  const path = operands.length > 0 ? (operands[0] as Json) : "";
  return typeof path === "string" || Number.isInteger(path) ? String(path) : null;
}

export function bodyAt(name: string, place: number): boolean {
  return place === 1 && MEMBERWISE.includes(name);
}

/** Every operator, outermost first. */
export function operations(rule: Json, root = true): Operation[] {
  if (isList(rule)) return flat(rule.map((each) => operations(each, root)));
  const operator = operatorOf(rule);
  if (!operator) return [];
  const [name, operand] = operator;
  const operands = argumentsOf(operand);
  const inner = operands.map((each, place) => operations(each, root && !bodyAt(name, place)));
  return [{ name, operands, root }, ...flat(inner)];
}

/** Every path of the facts that a rule names, in its order. */
export function pathsOf(rule: Json): string[] {
  const found = operations(rule).filter((each) => each.root && each.name === "var");
  const named = found.map((each) => pathOf({ var: each.operands }));
  return Array.from(new Set(named.filter((path): path is string => Boolean(path))));
}

/** Every value written in the rule, paths of `var` left out. */
export function constants(rule: Json): Json[] {
  if (isList(rule)) return flat(rule.map(constants));
  const operator = operatorOf(rule);
  if (!operator) return [rule];
  const operands = argumentsOf(operator[1]);
  return constants(operator[0] === "var" ? operands.slice(1) : operands);
}

/** (path, constant) for each constant a path is compared with; members of a list after `in` one by one. */
export function compared(rule: Json): (readonly [string, Json])[] {
  const comparing = operations(rule).filter((each) => each.root && COMPARING.includes(each.name));
  return flat(
    comparing.map(({ operands }) => {
      const paths = operands.map(pathOf).filter((path): path is string => Boolean(path));
      return flat(constants(operands).map((value) => paths.map((path) => [path, value] as const)));
    }),
  );
}

function flat<T>(lists: readonly (readonly T[])[]): T[] {
  return ([] as T[]).concat(...lists);
}
