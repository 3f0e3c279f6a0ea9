/** How a rule sees a JSON value: as json-logic-js does. The same as the office's core/rules/values. */

import { canonical, isList, isObject, type Json } from "./json";
import { strip, stripStart, writtenOut } from "./texts";

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const NUMBER = "[+-]?(?:[0-9]+\\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\\.[0-9]+(?:[eE][+-]?[0-9]+)?|Infinity)";
const DECIMAL = new RegExp(`^${NUMBER}$`);
const BEGINS_DECIMAL = new RegExp(`^${NUMBER}`);
const PREFIXED = /^0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)$/;

/** Like JavaScript, except that an empty list is false. */
export function truthy(value: Json): boolean {
  return isList(value) ? value.length > 0 : Boolean(value);
}

/** There is one zero. */
export function tidy(value: number): number {
  return value + 0;
}

/** What is no number is NaN; null and the empty text are 0. */
export function number(value: Json): number {
  if (value === null || typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return tidy(value);
  if (isObject(value)) return NaN;
  const digits = strip(text(value));
  if (!digits) return 0;
  return PREFIXED.test(digits) || DECIMAL.test(digits) ? tidy(Number(digits)) : NaN;
}

/** The number a text begins with; sums and products count with it. */
export function leadingNumber(value: Json): number {
  if (typeof value === "number") return tidy(value);
  const found = BEGINS_DECIMAL.exec(stripStart(text(value)));
  return found ? tidy(Number(found[0])) : NaN;
}

function numberText(value: number): string {
  if (!isFinite(value) || (Number.isInteger(value) && Math.abs(value) <= MAX_SAFE)) return String(tidy(value));
  return writtenOut(value).replace(/e([+-])0+/, "e$1");
}

/** A value as a text. */
export function text(value: Json): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (isList(value)) return value.map(joined).join(",");
  return isObject(value) ? "[object Object]" : String(value);
}

/** As a list writes a member: null leaves nothing. */
export function joined(value: Json): string {
  return value === null ? "" : text(value);
}

/** Lists and objects are equal only to themselves. */
export function strictlyEqual(one: Json, other: Json): boolean {
  return one === other;
}

/** Null equals null only; a number in a text equals the number. */
export function looselyEqual(one: Json, other: Json): boolean {
  if (one === null || other === null) return one === other;
  if (isComposed(one) && isComposed(other)) {
    return typeof one !== "string" && typeof other !== "string" ? one === other : text(one) === text(other);
  }
  return number(one) === number(other);
}

/** Two texts compare by their letters, so days compare as days; anything else as numbers. */
export function less(one: Json, other: Json, orEqual = false): boolean {
  const pair = isComposed(one) && isComposed(other);
  const left = pair ? text(one) : number(one);
  const right = pair ? text(other) : number(other);
  return orEqual ? left <= right : left < right;
}

/** The same JSON value, of the same type. */
export function same(one: Json, other: Json): boolean {
  if (typeof one !== typeof other) return false;
  return typeof one === "object" ? canonical(one) === canonical(other) : one === other;
}

function isComposed(value: Json): boolean {
  return typeof value === "string" || (typeof value === "object" && value !== null);
}
