/** A JSON value, and how to look into one. Keys are looked up as own ones only: "constructor" is a key like any other. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export function isList(value: Json | undefined): value is Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function has(owner: object, key: string): boolean {
  return Object.prototype.hasOwnProperty.call(owner, key);
}

/** The own value under `key`, `undefined` when there is none. */
export function own<T>(owner: { readonly [key: string]: T }, key: string): T | undefined {
  return has(owner, key) ? owner[key] : undefined;
}

/** An object without anything inherited, so that any key may be put into it. */
export function bare<T>(): { [key: string]: T } {
  return Object.create(null) as { [key: string]: T };
}

/** The same value always gives the same text: keys sorted. */
export function canonical(value: Json): string {
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`).join(",")}}`;
}
