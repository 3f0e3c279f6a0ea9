/** A sheet comes to the phone: begun, or gone on with, here or from another device. What was typed here goes before what the server has. */
import { carryOn, lastKnown, through, TurnedBack, whoAmI } from "../../account";
import { application, applications, begin } from "../../api/calls";
import { newKey } from "../../api/keys";
import { Refusal, unanswered } from "../../api/refusals";
import type { Answers, Scene, Sheet } from "../../api/shapes";
import { type Draft, draft, drafts, dropDraft, keepDraft } from "../../drafts";
import { present, sceneFor } from "../../scenes/pinned";
import { save } from "./saving";

/** A sheet as it lies on this phone. `behind`: no net, so it is as it was; `stale`: it was changed elsewhere, too. */
export interface Opened {
  id: string;
  scene: Scene;
  sheet: Sheet;
  draft: Draft;
  behind: boolean;
  stale: boolean;
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

/** By its scene: the draft there is, here or at the server; else a new one with what the guide learned. */
export async function start(slug: string): Promise<Opened> {
  const scene = present(slug);
  const learnt = draft(slug)?.answers ?? {};
  const there = hereOf(slug) ?? (await carryOn(() => draftOf(slug)));
  if (there === null) return begun(await scene, learnt);
  const known = await resume(there);
  if (Object.keys(learnt).length > 0) adopt(there, own(known.scene, learnt));
  return Object.keys(learnt).length > 0 ? opened(there, scene) : known;
}

async function begun(scene: Scene, learnt: Answers): Promise<Opened> {
  await knowMe(scene);
  const key = newKey();
  const sheet = await carryOn(() => begin(scene.slug, learnt, key)).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 422) throw error;
    return carryOn(() => begin(scene.slug, {})); // what the guide learned does not fit any more: it is asked again
  });
  keepDraft(sheet.id, { scene: scene.slug, title: sheet.title, application: sheet.id, version: sheet.version, answers: sheet.answers, unsent: [], at: "", sheet });
  dropDraft(scene.slug);
  return { id: sheet.id, scene: await sceneFor(sheet, Promise.resolve(scene)), sheet, draft: draft(sheet.id) as Draft, behind: false, stale: false };
}

/** Once we know who it is, the city fills in what it knows. Whoever would rather not may type it all. */
async function knowMe(scene: Scene): Promise<void> {
  const me = lastKnown() ?? (await carryOn(whoAmI));
  if (me.assurance >= scene.assurance) return;
  await through("verify-me").catch((error: unknown) => {
    if (!(error instanceof TurnedBack)) throw error;
  });
}

async function opened(id: string, scene: Promise<Scene>): Promise<Opened> {
  try {
    const { sheet, stale } = await save(id);
    return { id, scene: await sceneFor(sheet, scene), sheet, draft: draft(id) as Draft, behind: false, stale };
  } catch (error) {
    return offlineOr(error, id, scene);
  }
}

async function offlineOr(error: unknown, id: string, scene: Promise<Scene>): Promise<Opened> {
  const kept = draft(id);
  const wrongAnswer = error instanceof Refusal && error.status === 422;
  if (kept?.sheet && (unanswered(error) || wrongAnswer)) {
    return { id, scene: await sceneFor(kept.sheet, scene), sheet: kept.sheet, draft: kept, behind: true, stale: false };
  }
  if (error instanceof Refusal && error.code === "submitted_already") {
    dropDraft(id);
    throw new SentAlready(id);
  }
  throw error;
}

function hereOf(slug: string): string | null {
  return drafts().find(({ draft: one }) => one.scene === slug && one.application !== null)?.key ?? null;
}

async function draftOf(slug: string): Promise<string | null> {
  return (await applications()).items.find((one) => one.scene === slug && one.state === "draft" && one.role === "applicant")?.id ?? null;
}

/** What the guide was told just now goes into the sheet there is. */
function adopt(id: string, answers: Answers): void {
  const kept = draft(id);
  if (kept) keepDraft(id, { ...kept, answers: { ...kept.answers, ...answers }, unsent: Array.from(new Set([...kept.unsent, ...Object.keys(answers)])) });
  if (kept) dropDraft(kept.scene);
}

/** A declared fact is the guide's; the sheet has questions only. */
function own(scene: Scene, answers: Answers): Answers {
  const ids = [...scene.ask, ...scene.form].map((field) => field.id);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.includes(id)));
}
