import { expect, it } from "vitest";

import type { Scene } from "./shapes";
import { whole } from "./whole";

it("has every list that the API leaves out, and keeps what came", () => {
  const came = { slug: "wheelchair-loan", form: [{ id: "days" }], items: [{ item: "wheelchair-loan", phones: { ask: "1" } }] } as unknown as Scene;
  const scene = whole(came);
  expect([scene.ask, scene.parties, scene.facts, scene.form]).toEqual([[], {}, {}, came.form]);
  expect(scene.items).toEqual([{ item: "wheelchair-loan", basis: [], materials: [], places: [], faq: [], remedy: [], phones: { ask: "1" } }]);
});
