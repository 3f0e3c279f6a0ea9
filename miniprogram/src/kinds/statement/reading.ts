/** Something a person declares to be true, by ticking it: true or not given. */

import { isList } from "../../rules";
import { type Kind, KindError } from "../kind";

const TICKED = ["yes", "true", "on", "1"];
const UNTICKED = ["no", "false", "off", "0"];

export const statement: Kind = {
  jsonType: "boolean",

  /** False is an answer too, but not the one that is needed: a required statement stays owed. */
  parse(raw) {
    const given = isList(raw) && raw.length === 1 ? raw[0] : raw;
    if (typeof given === "boolean") return given;
    const word = typeof given === "string" ? given.toLowerCase() : "";
    if (TICKED.includes(word)) return true;
    if (UNTICKED.includes(word)) return false;
    throw new KindError("not_a_statement");
  },

  show: (value) => (value ? "✓" : ""),
};
