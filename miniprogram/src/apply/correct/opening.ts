/** What is to be put right comes to the phone, and what was typed stays on it until it is handed back. */
import { carryOn } from "../../account";
import { application, sheet } from "../../api/calls";
import type { Application, Scene, Sheet } from "../../api/shapes";
import { present, sceneFor } from "../../scenes/pinned";
import { correctionKey, type Draft, draft, dropDraft, keepDraft } from "../../drafts";

export interface Opened {
  view: Application;
  sheet: Sheet;
  scene: Scene;
}

const PUTS = new Set<string>(["correct", "resubmit", "bring"]);

export function isAsked({ actions }: Application): boolean {
  return actions.some((one) => PUTS.has(one));
}

/** Raises like a call. */
export async function open(id: string): Promise<Opened> {
  const [view, filled] = await carryOn(() => Promise.all([application(id), sheet(id)]));
  if (!isAsked(view)) dropDraft(correctionKey(id)); // handed back meanwhile, here or elsewhere
  return { view, sheet: filled, scene: await sceneFor(filled, present(view.scene)) };
}

/** What was typed and given anew for this application; an empty one when there is nothing. It is no draft of its scene. */
export function typedFor(id: string, title: string): Draft {
  return draft(correctionKey(id)) ?? { scene: "", title, application: id, version: null, answers: {}, unsent: [], at: "", changed: 0 };
}

export function keepTyped(id: string, kept: Draft): void {
  keepDraft(correctionKey(id), kept);
}

export function forgetTyped(id: string): void {
  dropDraft(correctionKey(id));
}
