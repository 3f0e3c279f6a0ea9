/** What every kind's input is given, and how what it asks is called. Pure. */
import type { Field } from "../api/shapes";
import { isBlank, type Around } from ".";
import type { Json } from "../rules";
import { defectsOf } from "../scenes";
import type { GivenFile } from "../drafts";
import { type Key, t, type Values } from "../words";
import { plainDay } from "../words/speak";

/** From what is given just then: files arrive in any order, and none may take another's place. */
export type Change = (was: GivenFile[]) => GivenFile[];

/** What photos and files need besides: where they go, what is there, and that it changed. */
export interface Files {
  application: string;
  given: GivenFile[];
  /** The picture the city has: a data URI. */
  known?: string;
  /** It was given on another device, where only the server sees it. */
  elsewhere?: boolean;
  onGiven: (change: Change) => void;
}

/** What is wrong, in words, by path. */
export type Errors = { readonly [path: string]: string };

export interface AskProps {
  field: Field;
  /** Where errors find it: the field's id, or `children[0].name` inside a group. Default: the id. */
  path?: string | undefined;
  /** As it was typed, or as it is kept. Nothing yet: null. */
  value: Json;
  error?: string | undefined;
  /** All that is wrong on the page, by path: a group finds its own in it. */
  errors?: Errors | undefined;
  /** What rules inside a group see around it. */
  around?: Around | undefined;
  /** Where a value that stands here comes from, in words. */
  source?: string | undefined;
  /** It is the one question of the page. */
  page?: boolean | undefined;
  elder?: boolean | undefined;
  /** The path the keyboard should open at. */
  focused?: string | undefined;
  files?: Files | undefined;
  onAnswer: (value: Json) => void;
  /** The person is done with it: now local rules speak. */
  onLeave?: ((path: string) => void) | undefined;
  /** One tap answered: on. */
  onTap?: ((value: Json) => void) | undefined;
}

const ISO = /^\d{4}-\d\d-\d\d$/;

/** The question in full. */
export function questionOf(field: Field): string {
  return field.says || field.label;
}

/** As a line of a summary calls it. */
export function nameOf(field: Field): string {
  return field.label || field.says;
}

export function pathOf({ path, field }: Pick<AskProps, "path" | "field">): string {
  return path ?? field.id;
}

/** A path as the id of an element: `children[0].name` has signs no selector takes. */
export function anchor(path: string): string {
  return path.replace(/[^\w-]+/g, "-");
}

export function textOf(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** What is wrong with this answer by itself, in words by path; nothing when it can be kept or nothing is there. */
export function wrongWith(field: Field, raw: Json, around?: Around): Errors {
  const found = defectsOf(field, raw, around).map(({ field: path, code, values }) => [path, defectSays(code, values)] as const);
  return Object.fromEntries([...found].reverse()); // of two at one path the first counts
}

/** The words of a defect, the same as the server's. */
export function defectSays(code: string, values: { readonly [name: string]: Json } = {}): string {
  const said: Values = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, spokenValue(value)]));
  const key = `defects.${code}`;
  const words = t(key as Key, said);
  return words === key ? t("defects.wrong") : words;
}

/** It is left empty though it is needed. */
export function emptySays(field: Field): string {
  return Object.keys(field.options ?? {}).length > 0 && field.kind !== "address" ? t("wrong.choose") : t("wrong.empty", { label: nameOf(field) });
}

/** Whether anything was said: an entry of a group that holds nothing is nothing. */
export function saidNothing(value: Json | undefined): boolean {
  return isBlank(value) || (Array.isArray(value) && value.every((one: Json) => isBlank(one)));
}

function spokenValue(value: Json): string {
  return typeof value === "string" && ISO.test(value) ? plainDay(value) : textOf(value);
}
