/** A sheet as a form: which questions are there, what is known already and from where, what is still to do. Pure. */
import type { Answers, Field, Filled, Scene, Sheet } from "../../api/shapes";
import type { Draft } from "../../drafts";
import { emptySays, type Errors, saidNothing, wrongWith } from "../../kinds/asked";
import type { Json } from "../../rules";
import { type Knowing, shown, visible } from "../../scenes";
import { t } from "../../words";
import { isoToday, plainDay } from "../../words/speak";

export const FILES = ["photo", "file"];

/** One question as it stands. `known`: what the city filled in, while the person has not said otherwise. */
export interface Standing {
  field: Field;
  value: Json;
  known: Filled | null;
  /** The city's word is the last here. */
  fixed: boolean;
  /** Nothing is there though it is needed. */
  owed: boolean;
}

export interface Sheetful {
  scene: Scene;
  sheet: Sheet;
  draft: Draft;
}

/** Every question that is there for this person, those of the guide first. */
export function standing(sheetful: Sheetful): Standing[] {
  const { scene, sheet, draft } = sheetful;
  const answers = withFiles(scene, draft);
  const seen = visible(scene, answers, knowingOf(sheet));
  const told = new Set([...sheet.todo.map((todo) => todo.id), ...Object.keys(sheet.answers), ...Object.keys(sheet.filled)]);
  const there = (field: Field): boolean => seen[field.id] === "visible" || (seen[field.id] === "maybe" && told.has(field.id));
  return [...scene.ask, ...scene.form].filter(there).map((field) => standingOf(field, sheetful, answers));
}

function standingOf(field: Field, { scene, sheet, draft }: Sheetful, answers: Answers): Standing {
  const filled = sheet.filled[field.id] ?? null;
  const fixed = filled !== null && !mayChange(field, scene);
  const own: Json = fixed ? null : (answers[field.id] ?? null);
  const said = !saidNothing(own);
  const value = said ? own : (filled?.value ?? own); // what was begun and emptied again stays as it is typed
  const owed = !field.optional && isNothing(field, value) && !givenElsewhere(field, sheet, draft);
  return { field, value, known: said ? null : filled, fixed, owed };
}

/** A guided question is what the register says; a line of the form is the person's, unless it says otherwise. */
function mayChange(field: Field, scene: Scene): boolean {
  return field.fill?.may_change ?? scene.form.includes(field);
}

/** A statement that is not made is nothing, too. */
function isNothing(field: Field, value: Json): boolean {
  return saidNothing(value) || (field.kind === "statement" && (value === false || value === "no"));
}

/** A file whose id this phone does not hold, though the server misses none. */
export function givenElsewhere(field: Pick<Field, "id" | "kind">, sheet: Sheet, draft: Draft): boolean {
  const here = draft.given?.[field.id] ?? [];
  return FILES.includes(field.kind) && here.length === 0 && !sheet.filled[field.id] && !sheet.todo.some((todo) => todo.id === field.id);
}

/** Answers with the ids of files in their places: as the office judges them. */
export function withFiles(scene: Scene, draft: Draft): Answers {
  const files = [...scene.ask, ...scene.form].filter((field) => FILES.includes(field.kind));
  const given = files.flatMap(({ id }) => {
    const ids = (draft.given?.[id] ?? []).map((one) => one.id);
    return ids.length > 0 ? [[id, ids] as const] : [];
  });
  return { ...draft.answers, ...Object.fromEntries(given) };
}

export function knowingOf(sheet: Sheet): Knowing {
  return { today: isoToday(), filled: sheet.filled };
}

/** What rules inside a group see around it. */
export function aroundOf(all: readonly Standing[]): { data: { [name: string]: Json }; unknown: Set<string> } {
  const data = Object.fromEntries(all.map(({ field, value }) => [field.id, value] as const));
  return { data, unknown: new Set(all.filter(({ value }) => value === null).map(({ field }) => field.id)) };
}

/** Everything wrong with what stands there, by path, in the order of the page. */
export function wrongIn(all: readonly Standing[]): Errors {
  const around = aroundOf(all);
  const found = all.map(({ field, value, known, owed }) => {
    if (owed) return { [field.id]: emptySays(field) };
    return known || FILES.includes(field.kind) ? {} : wrongWith(field, value, around);
  });
  return Object.assign({}, ...found) as Errors;
}

/** 来自人口库，2026年11月21日 */
export function sourceOf(known: Filled | null): string {
  return known ? t("summary.from", { source: known.from, date: plainDay(known.on) }) : "";
}

/** A kept answer, or what was typed as far as it can be read, in words. */
export function saysOf({ field, value }: Pick<Standing, "field" | "value">): string {
  if (FILES.includes(field.kind)) return "";
  try {
    return shown(field, value) || t("summary.empty");
  } catch {
    return t("summary.empty");
  }
}
