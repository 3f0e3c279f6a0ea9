/** Any of the options, kept as a list of keys in the order of the options. `min` and `max` count them. Shown with the server's own marks: tests/conformance. */

import { isList, type Json, own } from "../../rules";
import { type Kind, KindError, says, written } from "../kind";

export const choices: Kind = {
  jsonType: "array",

  parse(raw, { options = {}, min, max }) {
    const picked: readonly Json[] = isList(raw) ? raw : [raw];
    if (picked.some((each) => typeof each !== "string" || own(options, each) === undefined)) {
      throw new KindError("not_an_option", { options: Object.keys(options) });
    }
    const kept = Object.keys(options).filter((key) => picked.includes(key));
    if (says(min) && kept.length < Number(min)) throw new KindError("too_few_chosen", { min });
    if (says(max) && kept.length > Number(max)) throw new KindError("too_many_chosen", { max });
    return kept;
  },

  show(value, { options = {} }) {
    const picked: readonly Json[] = isList(value) ? value : [value];
    return picked.map((each) => own(options, written(each)) ?? written(each)).join("、");
  },
};
