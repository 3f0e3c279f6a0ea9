/** A mainland mobile number, kept as its eleven digits. Landlines have no text messages, so they are not asked for. */

import { characters } from "../../rules";
import { isDecimal } from "../digits";
import { halfWidth, type Kind, KindError, written } from "../kind";

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0\d{9,11}$/;
const LENGTH = 11;

/** Without spaces, dashes, brackets and the country's prefix. */
function tidy(typed: string): string {
  return typed.replace(/[ \-\u00a0()\t]/g, "").replace(/^\+86(?:0086)?|^0086/, "");
}

export const phone: Kind = {
  jsonType: "string",

  parse(raw) {
    const number = tidy(halfWidth(raw, "not_a_phone"));
    if (LANDLINE.test(number)) throw new KindError("phone_landline");
    const length = characters(number).length;
    if (isDecimal(number) && length !== LENGTH) throw new KindError("phone_length", { length });
    if (!MOBILE.test(number)) throw new KindError("not_a_phone");
    return number;
  },

  show(value) {
    const signs = characters(written(value));
    return [signs.slice(0, 3), signs.slice(3, 7), signs.slice(7)].map((part) => part.join("")).join(" ");
  },
};
