import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Button } from "../button";
import { SheetBar } from ".";

it("keeps the one action within reach, with its line above", () => {
  render(<SheetBar says="最晚 11 月 23 日给您答复。"><Button>送出</Button></SheetBar>);
  expect([screen.getByText(/给您答复/), screen.getByRole("button", { name: "送出" })].every(Boolean)).toBe(true);
});
