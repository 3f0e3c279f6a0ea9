/** A day, kept as 2026-11-21. Typed as people do: 2026年11月21日, 2026/11/21, 20261121, or in three boxes. */

import { compareTexts, isObject, type Json } from "../../rules";
import { dayOf, exists, inWords, iso } from "../days";
import { halfWidth, type Kind, KindError, says, written } from "../kind";

const GAP = "[ \\t\\n\\r\\f\\v]*";
const APART = new RegExp(`^(\\d{4})${GAP}[-/.年]${GAP}(\\d{1,2})${GAP}[-/.月]${GAP}(\\d{1,2})${GAP}日?$`);
const TOGETHER = /^(\d{4})(\d{2})(\d{2})$/;

function typedIn(raw: Json): string {
  if (!isObject(raw)) return halfWidth(raw, "not_a_date");
  return [raw["year"], raw["month"], raw["day"]].map((part) => halfWidth(filled(part), "not_a_date")).join("-");
}

function filled(part: Json | undefined): Json {
  const empty = !part || (typeof part === "object" && Object.keys(part).length === 0);
  return empty ? "" : (part as Json);
}

export const date: Kind = {
  jsonType: "string",

  parse(raw, { min, max }) {
    const typed = typedIn(raw);
    const found = APART.exec(typed) ?? TOGETHER.exec(typed);
    if (!found) throw new KindError("not_a_date");
    const parts = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
    if (!exists(parts)) throw new KindError("no_such_date", { typed });
    const day = iso(parts);
    if (says(min) && compareTexts(day, String(min)) < 0) throw new KindError("date_too_early", { min });
    if (says(max) && compareTexts(day, String(max)) > 0) throw new KindError("date_too_late", { max });
    return day;
  },

  show(value) {
    const day = dayOf(written(value));
    return day ? inWords(day) : written(value);
  },
};
