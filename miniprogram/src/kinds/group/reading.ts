/**
 * Several of a sort (children, cars), each with the same questions: a list of entries by question. A group may hold a
 * group. Inside, `each.<id>` is the neighbour in the same entry; other answers go by their own names.
 */

import { bare, decide, isList, isObject, type Json, type JsonObject, own } from "../../rules";
import { type Around, type FieldSpec, type Inner, isBlank, type Kind, KindError, limit, says, type Wrong } from "../kind";
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
      if (place.there === "hidden" || !isBlank(place.value)) unknown.delete(`${EACH}.${each.id}`);
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
  if (raw === undefined || isBlank(raw)) return { ...nothing, there: "visible" };
  try {
    return { ...nothing, there: "visible", value: kindOf(field.kind).parse(raw, field, around) };
  } catch (wrong) {
    if (!(wrong instanceof KindError)) throw wrong;
    return { ...nothing, there: "visible", wrong: wrong.inside ?? [{ at: "", code: wrong.code, values: wrong.values }] };
  }
}

/** What is there and needs an answer yet: `[0].name`, with the name of the question. */
export function owedIn(field: FieldSpec, kept: Json, around: Around = NOBODY): Wrong[] {
  const entries = isList(kept) ? kept : [];
  return merged(entries, field, around, ({ field: inner, there, value }, at, seen) => {
    if (there !== "visible") return [];
    if (value === null || (value === false && inner.kind === "statement")) {
      return inner.optional ? [] : [{ at, code: "answer_needed", values: { label: inner.label || inner.says } }];
    }
    return inner.kind === "group" ? owedIn(inner, value, seen).map((each) => ({ ...each, at: at + each.at })) : [];
  });
}

type Look = (place: Place, at: string, around: Around) => Wrong[];

function merged(entries: readonly Json[], field: FieldSpec, around: Around, look: Look): Wrong[] {
  const found: Wrong[] = [];
  entries.forEach((entry, row) => {
    const places = placesOf(field, entry, around);
    const data = { ...(around.data as JsonObject), [EACH]: kept(places) };
    for (const place of places) found.push(...look(place, `[${row}].${place.field.id}`, { data, unknown: around.unknown }));
  });
  return found;
}

function kept(places: readonly Place[]): JsonObject {
  const entry = bare<Json>();
  for (const { field, there, value } of places) if (there === "visible" && value !== null) entry[field.id] = value;
  return entry;
}

export const group: Kind = {
  jsonType: "array",

  parse(raw, field, around = NOBODY) {
    if (!isList(raw) || !raw.every(isObject)) throw new KindError("not_a_group");
    const entries = raw.filter((entry) => !isBlank(entry));
    const [least, most] = [says(field.min) ? Number(field.min) : 0, limit(field.max, MOST)];
    if (entries.length < least) throw new KindError("too_few_entries", { min: least });
    if (entries.length > most) throw new KindError("too_many_entries", { max: most });
    const wrong = merged(entries, field, around, (place, at) => place.wrong.map((each) => ({ ...each, at: at + each.at })));
    if (wrong[0]) throw new KindError(wrong[0].code, wrong[0].values, wrong);
    return entries.map((entry) => kept(placesOf(field, entry, around)));
  },

  show(value, { fields = [] }) {
    const entries = isList(value) ? value.filter(isObject) : [];
    const parts = (entry: JsonObject): string[] =>
      fields.filter(({ id }) => !isBlank(own(entry, id))).map((inner) => kindOf(inner.kind).show(own(entry, inner.id) ?? null, inner));
    return entries.map((entry) => parts(entry).filter(Boolean).join("，")).join("；");
  },
};
