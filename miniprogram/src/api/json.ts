/** A JSON value, the same as rules are made of. What comes over the wire or from storage is this until its shape is known. */
export { isList, isObject, type Json, type JsonObject } from "../rules/json";
