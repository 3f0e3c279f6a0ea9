/** Where post reaches somebody: {region, street}. The region may be left out; then `street` says it all. */

import { isObject, type Json, type JsonObject, lengthOf, words } from "../../rules";
import { isBlank, type Kind, KindError, written } from "../kind";
import { region as place } from "../region/reading";

const SHORTEST = 4;
const LONGEST = 120; // characters of `street`

export const address: Kind = {
  jsonType: "object",

  parse(raw, field) {
    const given: JsonObject = isObject(raw) ? raw : { street: raw };
    const { street = null, region = null } = given;
    const strange = Object.keys(given).some((key) => key !== "region" && key !== "street");
    if (typeof street !== "string" || strange) throw new KindError("not_an_address");
    const tidy = words(street.normalize("NFC")).join(" ");
    if (lengthOf(tidy) < SHORTEST) throw new KindError("address_too_short", { min: SHORTEST });
    if (lengthOf(tidy) > LONGEST) throw new KindError("address_too_long", { max: LONGEST });
    return { region: isBlank(region) ? null : place.parse(region, field), street: tidy };
  },

  show(value, field) {
    if (!isObject(value)) return written(value);
    const { street = "", region = null } = value;
    return (region ? place.show(region as Json, field) : "") + written(street);
  },
};
