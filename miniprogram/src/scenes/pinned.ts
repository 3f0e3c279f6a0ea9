/** The scene of a sheet: it goes on with the version that it began with, whatever the city offers meanwhile. */
import { scene as today, sceneAs } from "../api/calls";
import type { Scene } from "../api/shapes";

/** Today's scene, on its way. */
export function present(slug: string): Promise<Scene> {
  const { last, fresh } = today(slug);
  const coming = last === null ? fresh : fresh.catch(() => last);
  coming.catch(() => undefined); // whoever needs it awaits it
  return coming;
}

/** `now` where that is the version of the sheet. Raises like a call. */
export async function sceneFor(sheet: { scene: string; scene_version: string }, now: Promise<Scene>): Promise<Scene> {
  const here = await now.catch(() => null);
  if (here?.version === sheet.scene_version) return here;
  return sceneAs(sheet.scene, sheet.scene_version);
}
