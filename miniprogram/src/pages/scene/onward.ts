/** The ways of a guide. Each step is a page of its own, so that back leads from question to question. */
import type { Scene } from "../../api/shapes";
import { go, goPast } from "../../ways";
import { ANSWER, nextStep } from "./guide";

/** A door. */
const ABOVE_THE_ANSWER = 1;

/** To the next question, or to the answer, which finds room above the last question however many there were. */
export async function onward(scene: Scene): Promise<void> {
  const step = nextStep(scene);
  await go("pages/scene", { slug: scene.slug, step }, step === ANSWER ? ABOVE_THE_ANSWER : undefined);
}

/** To the sheet that the guide has become: its questions are over, and back leads to what stood before them. */
export async function toSheet({ slug }: Scene, id: string): Promise<void> {
  await goPast((page, params) => page === "pages/scene" && params["slug"] === slug && Boolean(params["step"]), "apply/sheet", { id });
}
