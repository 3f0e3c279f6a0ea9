/** Every example of every component is drawn, in the usual flow and in the elder one, and axe finds nothing wrong with it. */
import { render } from "@testing-library/react";
import axe from "axe-core";
import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";

import { choose } from "../src/look/manner";

interface Fixture {
  fixtures: Record<string, ReactElement>;
}

const shown = import.meta.glob<Fixture>("../src/components/*/fixture.tsx", { eager: true });
const components = Object.keys(import.meta.glob<object>("../src/components/*/index.tsx", { eager: true }));

/** Colours are no business of jsdom (look.test.ts computes them); a component is not a page, so it needs no landmarks. */
const rules = Object.fromEntries(["color-contrast", "region", "page-has-heading-one", "landmark-one-main", "heading-order", "empty-heading"].map((id) => [id, { enabled: false }]));

describe("the gallery", () => {
  it("shows every component there is", () => {
    const drawn = Object.keys(shown).map((path) => path.replace("fixture.tsx", "index.tsx"));
    expect(drawn.sort()).toEqual(components.sort());
  });

  for (const [path, { fixtures }] of Object.entries(shown)) {
    const name = path.split("/").at(-2) ?? path;
    for (const [example, element] of Object.entries(fixtures)) {
      it.each(["standard", "elder"] as const)(`hears ${name}, ${example}, in the %s flow`, async (flow) => {
        choose({ flow });
        const { container } = render(element);
        const { violations } = await axe.run(container, { rules });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      });
    }
  }
});
