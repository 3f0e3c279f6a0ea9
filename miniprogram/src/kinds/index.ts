/** The kinds there are. A test compares this table with the folders beside it and with the office's own kinds. */

import { own } from "../rules";
import { address } from "./address/reading";
import { choice } from "./choice/reading";
import { choices } from "./choices/reading";
import { date } from "./date/reading";
import { file } from "./file/reading";
import { group } from "./group/reading";
import { idNumber } from "./id_number/reading";
import { type Kind, KindError } from "./kind";
import { number } from "./number/reading";
import { phone } from "./phone/reading";
import { photo } from "./photo/reading";
import { region } from "./region/reading";
import { statement } from "./statement/reading";
import { text } from "./text/reading";

/** Made when it is first asked for: a group asks for the kinds of its questions, so the modules know each other. */
export function kinds(): { readonly [name: string]: Kind } {
  table ??= {
    address,
    choice,
    choices,
    date,
    file,
    group,
    id_number: idNumber,
    number,
    phone,
    photo,
    region,
    statement,
    text,
  };
  return table;
}

let table: { readonly [name: string]: Kind } | null = null;

/** A kind this phone does not know yet: whatever it is, the server will read it. */
const STRANGE: Kind = {
  jsonType: "object",
  parse: (raw) => raw,
  show: () => "",
};

/** A scene may be newer than the app: a kind not known here lets everything through, and the server has the last word. */
export function kindOf(name: string): Kind {
  return own(kinds(), name) ?? STRANGE;
}

export { ageOn, dayOf, inWords, iso, moved, turns } from "./days";
export { isNothing, owedIn, type Place, placesOf } from "./group/reading";
export { type Around, type FieldSpec, type Inner, isBlank, type Kind, type Wrong, written } from "./kind";
export { KindError };
