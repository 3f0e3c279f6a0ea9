/**
 * What every kind of answer is made of: it reads what somebody typed and shows what was kept, as the office would.
 * A kind knows one field at a time, no scene and no rule. Codes have their words in the word files, by `defect.<code>`.
 */

import { isList, isObject, type Json, type JsonObject, strip, writtenOut } from "../rules";

/** What a kind may know of the field it reads. `min` and `max` mean what the kind says they mean. */
export interface FieldSpec {
  readonly options?: { readonly [key: string]: string };
  readonly min?: number | string | null;
  readonly max?: number | string | null;
  readonly decimals?: number;
  readonly unit?: string;
  /** Of a group: what one entry asks. */
  readonly fields?: readonly Inner[];
}

/** A question of one entry of a group. */
export interface Inner extends FieldSpec {
  readonly id: string;
  readonly kind: string;
  readonly says: string;
  readonly label: string;
  readonly optional?: boolean;
  readonly when?: Json;
}

/** What the rules inside a group see around it. */
export interface Around {
  readonly data: Json;
  readonly unknown: ReadonlySet<string>;
}

/** One thing wrong inside a group: `[0].name`. */
export interface Wrong {
  readonly at: string;
  readonly code: string;
  readonly values: JsonObject;
}

export interface Kind {
  readonly jsonType: "boolean" | "number" | "string" | "object" | "array";
  /** What was given, as it is kept. What is blank never comes here. Throws: KindError. */
  parse(raw: Json, field: FieldSpec, around?: Around): Json;
  /** A kept value, as a person reads it. */
  show(value: Json, field: FieldSpec): string;
}

/** What a person gave does not fit. `code` is stable, `values` fill the words for it. `inside`: of a group, all of it. */
export class KindError extends Error {
  readonly code: string;
  readonly values: JsonObject;
  readonly inside: readonly Wrong[] | null;

  constructor(code: string, values: JsonObject = {}, inside: readonly Wrong[] | null = null) {
    super(code);
    Object.setPrototypeOf(this, KindError.prototype);
    this.name = "KindError";
    this.code = code;
    this.values = values;
    this.inside = inside;
  }
}

/** Nothing was given: null, an empty or blank text, an empty list, or a group of boxes all of them blank. */
export function isBlank(raw: Json | undefined): boolean {
  if (raw === undefined || raw === null) return true;
  if (typeof raw === "string") return strip(raw) === "";
  if (isList(raw)) return raw.length === 0;
  return isObject(raw) && Object.keys(raw).every((key) => isBlank(raw[key]));
}

/** Typed text in its plain form: half width, no spaces at the ends. Throws: KindError `code` when it is no text. */
export function halfWidth(raw: Json, code: string): string {
  if (typeof raw !== "string" && typeof raw !== "number") throw new KindError(code);
  return strip(written(raw).normalize("NFKC"));
}

/** A value as the office writes it: True for yes, 1e-07 for a tenth of a millionth. */
export function written(value: Json): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return Number.isInteger(value) ? String(value + 0) : writtenOut(value);
  if (value === null) return "None";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A limit of a field as a whole number; `otherwise` when it does not say. */
export function limit(of: number | string | null | undefined, otherwise: number): number {
  return Math.trunc(Number(of)) || otherwise;
}

/** Whether the field says so much. */
export function says(of: number | string | null | undefined): of is number | string {
  return of !== null && of !== undefined;
}
