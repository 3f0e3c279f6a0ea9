/** What all shapes are made of. */
import type { Json, JsonObject } from "../json";

export type Answers = JsonObject;
export type Verdict = "yes" | "no" | "maybe";
/** A JsonLogic rule, read by `src/rules`. */
export type Rule = Json;

export interface List<T> {
  items: T[];
  next: string | null;
}
