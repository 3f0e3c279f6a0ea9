/** Ids of uploads, as files and photos both take them; and how many a field or a paper takes when it does not say. */

import { isList, type Json } from "../rules";
import { KindError } from "./kind";

export const MOST_FILES = 9;

const ID = /^[0-9a-hjkmnp-tv-z]{26}$/;

export function uploadIds(raw: Json, most: number): Json {
  const given: readonly Json[] = isList(raw) ? raw : [raw];
  if (given.some((each) => typeof each !== "string" || !ID.test(each))) throw new KindError("not_an_upload");
  const kept = Array.from(new Set(given));
  if (kept.length > most) throw new KindError("too_many_uploads", { max: most });
  return kept;
}
