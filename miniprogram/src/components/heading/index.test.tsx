import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Heading } from ".";

it.each([1, 2, 3] as const)("of level %i is one for ears, too", (level) => {
  render(<Heading level={level}>要带什么</Heading>);
  expect(screen.getByRole("heading", { level, name: "要带什么" })).toBeTruthy();
});
