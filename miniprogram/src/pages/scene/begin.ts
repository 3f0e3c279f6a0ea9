/** 开始办: the guide becomes an application, or goes on with the one that was begun before. Nobody was asked who they are until here. */
import { carryOn, ensureSignedIn, through, whoAmI } from "../../account";
import { application, applications, begin } from "../../api/calls";
import { Refusal } from "../../api/refusals";
import type { Answers, Scene, Sheet } from "../../api/shapes";
import { draft, dropDraft, keepDraft } from "../../drafts";
import { sceneFor } from "../../scenes/pinned";
import { guideOf } from "./guide";

/** Signed in and known well enough for this scene. True when a door was gone through: the city may know more now. Raises `TurnedBack`. */
export async function known({ assurance }: Pick<Scene, "assurance">): Promise<boolean> {
  const before = await ensureSignedIn();
  if (!before) await through("sms-sign-in");
  const me = await whoAmI();
  if (me.assurance >= assurance) return !before;
  await through("verify-me");
  await whoAmI();
  return true;
}

/** The id of the application. `key`: of the beginning, so that a slow net does not begin twice. */
export async function begun(scene: Scene, key: string): Promise<string> {
  return carryOn(async () => {
    const { answers } = guideOf(scene.slug);
    const { items } = await applications();
    const there = items.find((one) => one.state === "draft" && one.scene === scene.slug);
    return there ? joined(scene, there.id, answers) : first(scene, await anew(scene.slug, answers, key));
  });
}

/** Answers the city cannot read any more are left out: the sheet asks for them again. */
async function anew(slug: string, answers: Answers, key: string): Promise<Sheet> {
  return begin(slug, answers, key).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 422) throw error;
    const wrong = error.errors.map(({ field }) => field.replace(/[[.].*$/, ""));
    const good = Object.entries(answers).filter(([id]) => !wrong.includes(id) && !error.errors.some(({ field }) => field === id));
    return begin(slug, Object.fromEntries(good), `${key}-again`);
  });
}

function first(scene: Scene, sheet: Sheet): string {
  const { id, version, answers } = sheet;
  keepDraft(id, { scene: scene.slug, title: scene.title, application: id, version, answers, unsent: [], at: "", sheet });
  dropDraft(scene.slug);
  return id;
}

/** What the guide learned is typed into the sheet that is there, which sends it; all else that was typed and given there stays.
 *  A declared fact is the guide's: a sheet has questions only. */
async function joined(scene: Scene, id: string, answers: Answers): Promise<string> {
  const { version, scene_version, title } = await application(id);
  const { ask, form } = await sceneFor({ scene: scene.slug, scene_version }, Promise.resolve(scene));
  const own = Object.entries(answers).filter(([name]) => [...ask, ...form].some((field) => field.id === name));
  const was = draft(id) ?? { scene: scene.slug, title, application: id, version, answers: {}, unsent: [], at: "" };
  const unsent = Array.from(new Set([...was.unsent, ...own.map(([name]) => name)]));
  keepDraft(id, { ...was, answers: { ...was.answers, ...Object.fromEntries(own) }, unsent });
  dropDraft(scene.slug);
  return id;
}
