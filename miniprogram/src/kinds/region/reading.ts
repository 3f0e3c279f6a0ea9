/** A place of the city, kept as its twelve digits. `options` holds the places one may pick, with their full names. */

import { own } from "../../rules";
import { halfWidth, type Kind, KindError, written } from "../kind";

const TWELVE_DIGITS = /^\d{12}$/;

export const region: Kind = {
  jsonType: "string",

  parse(raw, { options = {} }) {
    const code = halfWidth(raw, "not_a_region");
    if (!TWELVE_DIGITS.test(code) || own(options, code) === undefined) throw new KindError("not_a_region");
    return code;
  },

  show(value, { options = {} }) {
    return own(options, written(value)) ?? written(value);
  },
};
