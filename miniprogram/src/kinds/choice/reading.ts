/** One of the options, kept by its key. */

import { isList, own } from "../../rules";
import { type Kind, KindError, written } from "../kind";

export const choice: Kind = {
  jsonType: "string",

  parse(raw, { options = {} }) {
    const picked = isList(raw) && raw.length === 1 ? raw[0] : raw;
    if (typeof picked !== "string" || own(options, picked) === undefined) {
      throw new KindError("not_an_option", { options: Object.keys(options) });
    }
    return picked;
  },

  show(value, { options = {} }) {
    return own(options, written(value)) ?? written(value);
  },
};
