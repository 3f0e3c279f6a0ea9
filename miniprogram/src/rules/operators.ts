/** The operators that want all their operands first: comparison, arithmetic, texts, lists. A table of functions. */

import { isList, type Json } from "./json";
import { MAX_SIZE, RuleError } from "./limits";
import { characters, lengthOf } from "./texts";
import { joined, leadingNumber, less, looselyEqual, number, strictlyEqual, text, tidy } from "./values";

type Operands = readonly Json[];
export type Operator = (operands: Operands) => Json;

function at(operands: Operands, place: number): Json {
  return place < operands.length ? (operands[place] as Json) : null;
}

/** Two operands, or three for "between". */
function ordered(operands: Operands, orEqual: boolean): boolean {
  const first = less(at(operands, 0), at(operands, 1), orEqual);
  return first && (operands.length < 3 || less(at(operands, 1), at(operands, 2), orEqual));
}

function within(operands: Operands): boolean {
  const [needle, hay] = [at(operands, 0), at(operands, 1)];
  if (typeof hay === "string") return hay !== "" && hay.includes(text(needle));
  return isList(hay) && hay.some((each) => strictlyEqual(needle, each));
}

function lessBy(operands: Operands): number {
  const first = number(at(operands, 0));
  return tidy(operands.length < 2 ? -first : first - number(at(operands, 1)));
}

function divided(operands: Operands): number {
  return tidy(number(at(operands, 0)) / number(at(operands, 1)));
}

/** The sign follows the dividend. */
function remainder(operands: Operands): number {
  return tidy(number(at(operands, 0)) % number(at(operands, 1)));
}

function sum(operands: Operands): number {
  return operands.reduce<number>((total, each) => tidy(total + leadingNumber(each)), 0);
}

/** A single operand stays as it is. */
function times(operands: Operands): Json {
  if (operands.length < 2) return at(operands, 0);
  return operands.map(leadingNumber).reduce((one, other) => tidy(one * other));
}

function extreme(operands: Operands, pick: (...found: number[]) => number): number {
  return tidy(operands.map(number).reduce((one, other) => pick(one, other), pick()));
}

/** `substr(text, start, length)`; a negative length leaves that many off the end. It counts whole characters. */
function cut(operands: Operands): string {
  const start = whole(at(operands, 1));
  const rest = characters(text(at(operands, 0))).slice(start);
  const wanted = at(operands, 2);
  if (wanted === null) return rest.join("");
  const length = whole(wanted);
  return rest.slice(0, length >= 0 ? length : Math.max(0, rest.length + length)).join("");
}

function whole(value: Json): number {
  const found = number(value);
  return Number.isNaN(found) ? 0 : Math.trunc(Math.max(-MAX_SIZE, Math.min(MAX_SIZE, found)));
}

function merged(operands: Operands): Json {
  const made: Json[] = [];
  for (const each of operands) {
    if (isList(each)) each.forEach((member) => made.push(member));
    else made.push(each);
  }
  return fits(made, made.length);
}

function written(operands: Operands): Json {
  const made = operands.map(joined).join("");
  return fits(made, made.length > MAX_SIZE ? lengthOf(made) : made.length);
}

/** Throws: RuleError when a rule makes a text or a list beyond reason. */
function fits(made: Json, size: number): Json {
  if (size > MAX_SIZE) throw new RuleError(`the rule makes something larger than ${MAX_SIZE}`);
  return made;
}

/** What answers with true or false: while an operand is unknown, so much at least is certain of the answer. */
export const COMPARISONS: { readonly [name: string]: Operator } = {
  "==": (o) => looselyEqual(at(o, 0), at(o, 1)),
  "===": (o) => strictlyEqual(at(o, 0), at(o, 1)),
  "!=": (o) => !looselyEqual(at(o, 0), at(o, 1)),
  "!==": (o) => !strictlyEqual(at(o, 0), at(o, 1)),
  "<": (o) => ordered(o, false),
  "<=": (o) => ordered(o, true),
  ">": (o) => less(at(o, 1), at(o, 0)),
  ">=": (o) => less(at(o, 1), at(o, 0), true),
  in: within,
};

export const CALCULATIONS: { readonly [name: string]: Operator } = {
  "+": sum,
  "-": lessBy,
  "*": times,
  "/": divided,
  "%": remainder,
  max: (o) => extreme(o, Math.max),
  min: (o) => extreme(o, Math.min),
  cat: written,
  substr: cut,
  merge: merged,
};
