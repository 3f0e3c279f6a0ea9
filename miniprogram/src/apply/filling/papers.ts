/** The papers of a sheet: what the city has, what is to be given, what may follow. Pure, and the one call that tells them. */
import { check } from "../../api/calls";
import { unanswered } from "../../api/refusals";
import type { Check, ItemMaterial, MayPromise, Need, Scene, Sheet } from "../../api/shapes";
import type { Draft } from "../../drafts";
import { neededOnce } from "../../scenes/needs";
import { withFiles } from "./form";

const MADE_BY = "case.";
const UPLOAD = "upload";

/** One paper, however many items want it. `madeBy`: the item of this sheet whose result it is. */
export interface Paper {
  id: string;
  label: string;
  state: "had" | "made" | "unsure" | "given" | "promised" | "lacking";
  madeBy: string;
  /** It can be given here, and may be left out. */
  takes: boolean;
  optional: boolean;
  help: string;
  acceptedWhen: string;
  follow: MayPromise | null;
}

/** What the judgement says of this sheet; null when it cannot be asked now. */
export async function judged(scene: Scene, draft: Draft): Promise<Check | null> {
  try {
    return await check(scene.slug, withoutFiles(withFiles(scene, draft), scene));
  } catch (error) {
    if (unanswered(error)) return null;
    throw error;
  }
}

function withoutFiles(answers: Draft["answers"], scene: Scene): Draft["answers"] {
  const files = new Set([...scene.ask, ...scene.form].filter(({ kind }) => kind === "photo" || kind === "file").map(({ id }) => id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !files.has(id)));
}

/** In the order of the scene. Without a judgement: what the sheet itself misses. */
export function papersOf(scene: Scene, sheet: Sheet, draft: Draft, check_: Check | null): Paper[] {
  const needs = check_ ? neededOnce(check_.materials) : missed(sheet);
  return needs.map((need) => paperOf(need, scene, sheet, draft));
}

function paperOf(need: Need, scene: Scene, sheet: Sheet, draft: Draft): Paper {
  const { from = [UPLOAD], necessity = "", help = "", accepted_when = "" }: Partial<ItemMaterial> = materialOf(scene, need) ?? {};
  const madeBy = need.from.startsWith(MADE_BY) ? need.from.slice(MADE_BY.length) : "";
  return {
    id: need.id,
    label: need.label,
    madeBy: scene.items.find((item) => item.slug === madeBy || item.item === madeBy)?.name ?? "",
    state: madeBy ? "made" : stateOf(need, sheet, draft),
    takes: from.includes(UPLOAD),
    optional: necessity === "optional",
    help,
    acceptedWhen: accepted_when,
    follow: sheet.promises.find((one) => one.id === need.id) ?? null,
  };
}

function stateOf(need: Need, sheet: Sheet, draft: Draft): Paper["state"] {
  if ((draft.given?.[need.id] ?? []).length > 0) return "given";
  if (need.have === true) return "had";
  if (draft.promised?.includes(need.id)) return "promised";
  if (need.have === null) return "unsure";
  const missing = sheet.todo.some((todo) => todo.kind === "material" && todo.id === need.id);
  return missing || materialMayWait(sheet, need.id) ? "lacking" : "given"; // given on another device
}

function materialMayWait(sheet: Sheet, id: string): boolean {
  return sheet.promises.some((one) => one.id === id);
}

function missed(sheet: Sheet): Need[] {
  const of = (id: string, item: string, label: string): Need => ({ id, item, label, from: UPLOAD, have: false, may_follow: null, sure: true });
  const papers = sheet.todo.filter((todo) => todo.kind === "material").map((todo) => of(todo.id, "", todo.says));
  const later = sheet.promises.map((one) => of(one.id, one.item, one.label));
  return neededOnce([...papers, ...later]);
}

function materialOf(scene: Scene, need: Need): ItemMaterial | undefined {
  const items = scene.items.filter((item) => need.item === "" || item.item === need.item || item.slug === need.item);
  return items.flatMap((item) => item.materials).find((material) => material.id === need.id);
}
