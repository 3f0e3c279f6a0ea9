/** What a judgement of the server gives away, so that the phone can go on judging by itself while one fills in. */

import { isBlank } from "../kinds";
import { bare, canonical, has, type Json, type JsonObject, own, upwards } from "../rules";
import { rootOf } from "./bound";
import { type Answers, factOf, parsed, TOLD } from "./ground";
import type { Fact, Knowing, Scene } from "./shapes";

interface Told {
  readonly reasons?: readonly { readonly saw: JsonObject }[];
  readonly filled?: { readonly [field: string]: Fact };
}

/**
 * The facts its reasons saw and what it filled in. What the person declared in `answers` is theirs to change, so it is
 * no fact; but where the server saw something else, somebody who knows has told it.
 */
export function learnt(scene: Scene, told: Told, answers: Answers): Pick<Knowing, "facts" | "filled"> {
  const facts = bare<Fact>();
  for (const { saw } of told.reasons ?? []) {
    for (const [path, value] of Object.entries(saw)) {
      if (TOLD.includes(rootOf(path)) && !isDeclared(scene, answers, path, value)) facts[path] = { value, from: "", on: "" };
    }
  }
  return { facts, filled: told.filled ?? {} };
}

function isDeclared(scene: Scene, answers: Answers, path: string, saw: Json): boolean {
  const above = upwards(path).find((each) => has(scene.facts ?? {}, each));
  const asked = above === undefined ? undefined : own(scene.facts ?? {}, above);
  const raw = own<Json>(answers, above ?? "");
  if (!asked || raw === undefined || isBlank(raw)) return false;
  const read = parsed(asked, raw);
  return read.defects.length === 0 && (above !== path || canonical(factOf(asked, read.value)) === canonical(saw));
}
