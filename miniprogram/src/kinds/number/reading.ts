/** A number with at most `decimals` places (0 by default), between `min` and `max`. It is compared digit by digit. */

import { halfWidth, type Kind, KindError, says, written } from "../kind";

const NUMBER = /^[+-]?\d{1,15}(?:\.(\d+))?$/;
const PARTS = /^([+-]?)(\d*)\.?(\d*)$/;

function withoutUnit(typed: string, unit: string): string {
  return unit && typed.endsWith(unit) ? typed.slice(0, -unit.length) : typed;
}

/** Below zero, zero or above as `one` is less, the same or more. Both are written in digits, however many. */
function compareNumbers(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)];
  if (left.sign !== right.sign) return left.sign - right.sign;
  const whole = Math.max(left.whole.length, right.whole.length);
  const rest = Math.max(left.rest.length, right.rest.length);
  const [a, b] = [left, right].map((part) => part.whole.padStart(whole, "0") + part.rest.padEnd(rest, "0"));
  if (a === b || a === undefined || b === undefined) return 0;
  return a < b ? -left.sign : left.sign;
}

function partsOf(text: string): { sign: number; whole: string; rest: string } {
  const [, sign = "", whole = "", rest = ""] = PARTS.exec(text) ?? [];
  const nothing = /^0*$/.test(whole + rest);
  return { sign: nothing ? 0 : sign === "-" ? -1 : 1, whole, rest };
}

export const number: Kind = {
  jsonType: "number",

  parse(raw, { min, max, unit = "", decimals = 0 }) {
    const typed = withoutUnit(halfWidth(raw, "not_a_number").replace(/[, ]/g, ""), unit);
    const found = NUMBER.exec(typed);
    if (!found) throw new KindError("not_a_number");
    if ((found[1] ?? "").replace(/0+$/, "").length > decimals) {
      throw new KindError(decimals ? "too_many_decimals" : "not_whole", { decimals });
    }
    if (says(min) && compareNumbers(typed, String(min)) < 0) throw new KindError("number_too_small", { min });
    if (says(max) && compareNumbers(typed, String(max)) > 0) throw new KindError("number_too_large", { max });
    return Number(typed) + 0;
  },

  show(value, { unit = "" }) {
    return `${written(value)} ${unit}`.trim();
  },
};
