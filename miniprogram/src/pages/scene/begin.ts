/** 开始办: the guide becomes an application, or goes on with the one that was begun before. Nobody was asked who they are until here. */
import { carryOn, ensureSignedIn, through, whoAmI } from "../../account";
import { answer, application, applications, begin } from "../../api/calls";
import type { Answers, Scene, Sheet } from "../../api/shapes";
import { dropDraft, keepDraft } from "../../drafts";
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
    if (there) return joined(scene, there.id, answers);
    return kept(scene, await begin(scene.slug, answers, key));
  });
}

/** What the guide learned is told to the draft that is there; what that knows already stays. */
async function joined(scene: Scene, id: string, answers: Answers): Promise<string> {
  const own = Object.entries(answers).filter(([name]) => [...scene.ask, ...scene.form].some((field) => field.id === name));
  if (own.length > 0) return kept(scene, await answer(id, Object.fromEntries(own), (await application(id)).version));
  dropDraft(scene.slug);
  return id;
}

function kept(scene: Scene, { id, version, answers }: Sheet): string {
  keepDraft(id, { scene: scene.slug, title: scene.title, application: id, version, answers, unsent: [], at: "" });
  dropDraft(scene.slug);
  return id;
}
