/** Free text in one or more lines. `min` and `max` count characters. */

import { characters, lengthOf, strip } from "../../rules";
import { type Kind, KindError, limit, written } from "../kind";

const LONGEST = 500; // characters, when the field does not say
const CONTROL = /^[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]$/;
const HALF_A_PAIR = /^[\ud800-\udfff]$/;

export const text: Kind = {
  jsonType: "string",

  parse(raw, { min, max }) {
    if (typeof raw !== "string") throw new KindError("not_text");
    const given = strip(raw.normalize("NFC"));
    if (characters(given).some((sign) => CONTROL.test(sign) || HALF_A_PAIR.test(sign))) {
      throw new KindError("text_unreadable");
    }
    const [shortest, longest, length] = [limit(min, 0), limit(max, LONGEST), lengthOf(given)];
    if (length < shortest) throw new KindError("text_too_short", { min: shortest });
    if (length > longest) throw new KindError("text_too_long", { max: longest, length });
    return given;
  },

  show: written,
};
