/** The API leaves out lists that are empty: a small scene comes without questions for its guide, an item without a basis. */
import type { Item, Scene } from "./shapes";

const NOTHING = { also: [], themes: [], parties: {}, ask: [], eligible: [], form: [], items: [], facts: {} };
const NOTHING_OF_ITEM = { basis: [], materials: [], places: [], faq: [], remedy: [], phones: { ask: "", complain: "" } };

/** With every list there. */
export function whole(came: Scene): Scene {
  const scene: Scene = { ...NOTHING, ...came };
  return { ...scene, items: scene.items.map((item): Item => ({ ...NOTHING_OF_ITEM, ...item })) };
}
