/** A day as three boxes, and as the wheel of the platform wants it. Pure. */
import { isObject, type Json } from "../../rules";
import { dayOf } from "../days";
import { textOf } from "../asked";
import { date } from "./reading";

export type Boxes = { year: string; month: string; day: string };

const FIRST = "1900-01-01";
const LAST = "2100-12-31";

/** What stands in each box: as it was typed, or the parts of the kept day. */
export function boxesOf(value: Json): Boxes {
  if (isObject(value)) return { year: textOf(value["year"]), month: textOf(value["month"]), day: textOf(value["day"]) };
  const [year = "", month = "", day = ""] = textOf(value).split("-");
  return { year, month: month.replace(/^0/, ""), day: day.replace(/^0/, "") };
}

/** The day as the wheel takes it, or "" when there is none yet. */
export function isoOf(value: Json): string {
  if (value === null || value === "") return "";
  try {
    return textOf(date.parse(value, {}) as string);
  } catch {
    return "";
  }
}

/** Between which days the wheel turns. Days that are told relative to today are the rule's business. */
export function reach(min: Json | undefined, max: Json | undefined): { start: string; end: string } {
  const [start, end] = [textOf(min), textOf(max)];
  return { start: dayOf(start) ? start : FIRST, end: dayOf(end) ? end : LAST };
}
