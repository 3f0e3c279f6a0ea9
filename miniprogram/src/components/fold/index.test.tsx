import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Fold } from ".";

it("opens and closes, and says which", () => {
  render(<Fold title="为什么问这个">看户口簿首页的住址。</Fold>);
  const title = screen.getByRole("button", { name: "为什么问这个" });
  expect([title.getAttribute("aria-expanded"), screen.queryByText(/户口簿/)]).toEqual(["false", null]);
  fireEvent.click(title);
  expect([title.getAttribute("aria-expanded"), Boolean(screen.getByText(/户口簿/))]).toEqual(["true", true]);
  fireEvent.click(title);
  expect(screen.queryByText(/户口簿/)).toBeNull();
});
