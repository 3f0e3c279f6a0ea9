/** A citizen's ID number of eighteen signs (GB 11643-1999), kept with a capital X. No number ever stands in an error. */

import { characters } from "../../rules";
import { exists, iso } from "../days";
import { halfWidth, type Kind, KindError, written } from "../kind";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS = "10X98765432";
const LENGTH = 18;
const IGNORED = new Set(" \t\u00a0-\u2010\u2011\u2013\u2014\u2212"); // spaces and dashes, as people and phones write them
const OLDEST = "1850-01-01"; // nobody older is alive

/** Half width, capitals, no spaces or dashes; any sign that is no plain one becomes "?". */
function folded(typed: string): string {
  const signs = characters(typed.normalize("NFKC")).slice(0, 4 * LENGTH).join("").toUpperCase();
  return characters(signs).filter((sign) => !IGNORED.has(sign)).map((sign) => (sign < "\x80" ? sign : "?")).join("");
}

function born(number: string): string | null {
  const parts = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  const day = { year: parts[0] ?? 0, month: parts[1] ?? 0, day: parts[2] ?? 0 };
  return exists(day) ? iso(day) : null;
}

function checkSign(first: string): string {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(first[place]), 0);
  return CHECK_SIGNS[sum % CHECK_SIGNS.length] ?? "";
}

/** The code of what is wrong with a folded number; null when nothing is. */
function wrongWith(number: string): string | null {
  if (/^\d{15}$/.test(number)) return "id_number_old_15";
  if (number.length !== LENGTH) return "id_number_length";
  if (!/^\d{17}[\dX]$/.test(number)) return "id_number_sign";
  if (number[0] === "0") return "id_number_region";
  const birthday = born(number);
  if (birthday === null || birthday < OLDEST) return "id_number_birthday";
  return number[LENGTH - 1] === checkSign(number.slice(0, -1)) ? null : "id_number_check_digit";
}

export const idNumber: Kind = {
  jsonType: "string",

  parse(raw) {
    const number = folded(halfWidth(raw, "id_number_sign"));
    const wrong = wrongWith(number);
    if (wrong) throw new KindError(wrong);
    return number;
  },

  show(value) {
    const signs = characters(written(value));
    return [signs.slice(0, 6), signs.slice(6, 14), signs.slice(14)].map((part) => part.join("")).join(" ");
  },
};
