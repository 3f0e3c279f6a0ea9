/** Rules: JsonLogic that can say "maybe", with the same answers as the office's. It knows no scene and no words. */

export { type Answer, compileRule, type Known, type Language, type Maybe, Rule } from "./compile";
export { decide, type Decided } from "./deciding";
export type { Missing } from "./doubt";
export { bare, canonical, has, isList, isObject, type Json, type JsonObject, own } from "./json";
export { RuleError } from "./limits";
export { compared, pathsOf } from "./reading";
export { at, upwards, valueAt } from "./scope";
export { characters, compareTexts, lengthOf, strip, words, writtenOut } from "./texts";
export { truthy } from "./values";
