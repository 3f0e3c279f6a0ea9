/** A sheet comes to the phone: gone on with, here or from another device. What was typed here goes before what the server has. */
import { carryOn } from "../../account";
import { application } from "../../api/calls";
import { Refusal, unanswered } from "../../api/refusals";
import type { Scene, Sheet } from "../../api/shapes";
import { type Draft, draft, dropSheet, keepDraft } from "../../drafts";
import { present, sceneFor } from "../../scenes/pinned";
import { save } from "./saving";
import { isKept } from "./sending";

/** A sheet as it lies on this phone. `behind`: no net, so it is as it was; `stale`: it was changed elsewhere, too; `waits`: it was handed
 *  in and goes out as soon as there is a net, so nothing of it may change. */
export interface Opened {
  id: string;
  scene: Scene;
  sheet: Sheet;
  draft: Draft;
  behind: boolean;
  stale: boolean;
  waits: boolean;
}

/** It is no draft any more: `id` says where it lives now. */
export class SentAlready extends Error {
  constructor(readonly id: string) {
    super("sent_already");
    this.name = "SentAlready";
  }
}

/** By its id. Raises like a call; `SentAlready`. */
export async function resume(id: string): Promise<Opened> {
  const here = draft(id);
  if (here) return opened(id, present(here.scene));
  const there = await carryOn(() => application(id));
  if (there.state !== "draft") throw new SentAlready(id);
  keepDraft(id, { scene: there.scene, title: there.title, application: id, version: there.version, answers: {}, unsent: [], at: "" });
  return opened(id, present(there.scene));
}

async function opened(id: string, scene: Promise<Scene>): Promise<Opened> {
  const lying = draft(id);
  if (lying?.sheet && isKept(id)) return { ...(await asItLies(id, lying, lying.sheet, scene)), behind: false, waits: true };
  try {
    const { sheet, stale } = await save(id);
    return { id, scene: await sceneFor(sheet, scene), sheet, draft: draft(id) as Draft, behind: false, stale, waits: false };
  } catch (error) {
    return offlineOr(error, id, scene);
  }
}

async function asItLies(id: string, kept: Draft, sheet: Sheet, scene: Promise<Scene>): Promise<Opened> {
  return { id, scene: await sceneFor(sheet, scene), sheet, draft: kept, behind: true, stale: false, waits: false };
}

async function offlineOr(error: unknown, id: string, scene: Promise<Scene>): Promise<Opened> {
  const kept = draft(id);
  const wrongAnswer = error instanceof Refusal && error.status === 422;
  if (kept?.sheet && (unanswered(error) || wrongAnswer)) return asItLies(id, kept, kept.sheet, scene);
  if (error instanceof Refusal && error.code === "submitted_already") {
    dropSheet(id);
    throw new SentAlready(id);
  }
  throw error;
}
