import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { fixtures } from "./fixture";

it("says what it is, whose and by whom, line by line", () => {
  render(fixtures.active);
  expect(screen.getByRole("heading", { name: "老年人优待证" })).toBeTruthy();
  for (const text of ["张国林", "东湖区民政局"]) expect(screen.getByText(text)).toBeTruthy();
});

it("that counts no more says so in words", () => {
  render(fixtures.revoked);
  expect(screen.getByText("被撤销了")).toBeTruthy();
});
