/**
 * Several of a sort (children, cars), each with the same questions: a list of entries by question. A group may hold a
 * group. Inside, `each.<id>` is the neighbour in the same entry; other answers go by their own names. Shown with the server's own marks, as
 * tests/conformance binds both.
 */

import { bare, decide, isList, isObject, type Json, type JsonObject, own } from "../../rules";
import { type Around, type FieldSpec, type Inner, isBlank, type Kind, KindError, limit, type Wrong } from "../kind";
import { kindOf } from "..";

const MOST = 10; // entries, when the field does not say
const EACH = "each";
const NOBODY: Around = { data: {}, unknown: new Set() };

/** One question of one entry: whether it is there, what was answered, and what around a group inside it sees. */
export interface Place {
  readonly field: Inner;
  readonly there: "visible" | "maybe" | "hidden";
  readonly value: Json;
  readonly wrong: readonly Wrong[];
}

/** The questions of one entry, in the order of the file. */
export function placesOf(field: FieldSpec, entry: Json, around: Around = NOBODY): Place[] {
  const said: JsonObject = isObject(entry) ? entry : {};
  const values = bare<Json>();
  const unknown = new Set(around.unknown);
  const inner = field.fields ?? [];
  inner.forEach((each) => unknown.add(`${EACH}.${each.id}`));
  const settled = new Map<string, Place>();
  let waiting = Array.from(inner);
  for (let turn = 0; turn <= inner.length && waiting.length > 0; turn += 1) {
    waiting = waiting.filter((each) => {
      const place = placeOf(each, own(said, each.id), { data: { ...(around.data as JsonObject), [EACH]: values }, unknown });
      settled.set(each.id, place);
      if (place.there === "maybe") return true;
      if (place.there === "hidden" || place.value !== null) unknown.delete(`${EACH}.${each.id}`);
      values[each.id] = place.value;
      return false;
    });
  }
  return inner.map((each) => settled.get(each.id)).filter((place): place is Place => place !== undefined);
}

function placeOf(field: Inner, raw: Json | undefined, around: Around): Place {
  const answer = field.when === undefined ? null : decide(field.when, around.data, around.unknown);
  const nothing = { field, value: null, wrong: [] };
  if (answer && !answer.known) return { ...nothing, there: "maybe" };
  if (answer && !answer.value) return { ...nothing, there: "hidden" };
  if (raw === undefined || isNothing(raw)) return { ...nothing, there: "visible" };
  try {
    return { ...nothing, there: "visible", value: kindOf(field.kind).parse(raw, field, around) };
  } catch (wrong) {
    if (!(wrong instanceof KindError)) throw wrong;
    return { ...nothing, there: "visible", wrong: wrong.inside ?? [{ at: "", code: wrong.code, values: wrong.values }] };
  }
}

/** What is there and needs an answer yet: `[0].name`, with the name of the question. `given`: as it was typed, or kept. */
export function owedIn(field: FieldSpec, given: Json, around: Around = NOBODY): Wrong[] {
  const found: Wrong[] = [];
  entriesIn(given).forEach(({ entry, row }) => {
    const places = placesOf(field, entry, around);
    const beside = { data: { ...(around.data as JsonObject), [EACH]: kept(places) }, unknown: around.unknown };
    for (const place of places) found.push(...below(`[${row}].${place.field.id}`, owedAt(place, own(entry, place.field.id) ?? null, beside)));
  });
  return found;
}

function owedAt({ field, there, value, wrong }: Place, raw: Json, beside: Around): Wrong[] {
  if (there !== "visible" || wrong.length > 0) return [];
  if (value === null || (value === false && field.kind === "statement")) {
    return field.optional ? [] : [{ at: "", code: "answer_needed", values: { label: field.label || field.says } }];
  }
  return field.kind === "group" ? owedIn(field, raw, beside) : [];
}

/** The entries that say something, each with its place among all of them. */
function entriesIn(given: Json): { entry: JsonObject; row: number }[] {
  const entries = isList(given) ? given : [];
  return entries.map((entry, row) => ({ entry, row })).filter((each): each is { entry: JsonObject; row: number } => isObject(each.entry) && !isNothing(each.entry));
}

function below(place: string, wrong: readonly Wrong[]): Wrong[] {
  return wrong.map((each) => ({ ...each, at: place + each.at }));
}

/** Nothing was said in any box of any entry. */
export function isNothing(raw: Json | undefined): boolean {
  if (raw === undefined) return true;
  if (isList(raw)) return raw.every(isNothing);
  return isObject(raw) ? Object.keys(raw).every((key) => isNothing(raw[key])) : isBlank(raw);
}

function kept(places: readonly Place[]): JsonObject {
  const entry = bare<Json>();
  for (const { field, there, value } of places) if (there === "visible" && value !== null) entry[field.id] = value;
  return entry;
}

/** What was said that nobody asked. */
function strangers(entry: JsonObject, { fields = [] }: FieldSpec): Wrong[] {
  const known = fields.map(({ id }) => id);
  return Object.keys(entry).filter((name) => !known.includes(name)).map((name) => ({ at: `.${name}`, code: "unknown_field", values: {} }));
}

function part(inner: Inner, value: Json): string {
  const shown = kindOf(inner.kind).show(value, inner);
  return inner.kind === "group" ? `（${shown}）` : shown;
}

export const group: Kind = {
  jsonType: "array",

  parse(raw, field, around = NOBODY) {
    if (!isList(raw) || !raw.every(isObject)) throw new KindError("not_a_group");
    const entries = entriesIn(raw);
    const [least, most] = [limit(field.min, 0), limit(field.max, MOST)];
    if (entries.length > most) throw new KindError("too_many_entries", { max: most });
    const wrong: Wrong[] = entries.length < least ? [{ at: "", code: "too_few_entries", values: { min: least } }] : [];
    const read = entries.map(({ entry, row }) => {
      const places = placesOf(field, entry, around);
      for (const place of places) wrong.push(...below(`[${row}].${place.field.id}`, place.wrong));
      wrong.push(...below(`[${row}]`, strangers(entry, field)));
      return kept(places);
    });
    if (wrong[0]) throw new KindError(wrong[0].code, wrong[0].values, wrong);
    return read;
  },

  show(value, { fields = [] }) {
    const entries = isList(value) ? value.filter(isObject) : [];
    const parts = (entry: JsonObject): string[] =>
      fields.filter(({ id }) => !isNothing(own(entry, id))).map((inner) => `${inner.label || inner.says}：${part(inner, own(entry, inner.id) ?? null)}`);
    return entries.map((entry) => parts(entry).join("，")).join("；");
  },
};
