import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { Choices } from ".";

const options = { here: "在", away: "不在" };

it("of one says which is chosen and gives the other", () => {
  const chose = vi.fn();
  render(<Choices label="户口在本市吗？" options={options} chosen={["here"]} onChoose={chose} />);
  expect(screen.getByRole("radio", { name: "在" }).getAttribute("aria-checked")).toBe("true");
  fireEvent.click(screen.getByRole("radio", { name: "不在" }));
  expect(chose).toHaveBeenCalledWith(["away"]);
  expect(screen.getByRole("radiogroup", { name: "户口在本市吗？" })).toBeTruthy();
});

it("of many adds and takes away", () => {
  const chose = vi.fn();
  render(<Choices label="哪几件？" options={options} chosen={["here"]} many onChoose={chose} />);
  fireEvent.click(screen.getByRole("checkbox", { name: "不在" }));
  fireEvent.click(screen.getByRole("checkbox", { name: "在" }));
  expect(chose.mock.calls).toEqual([[["here", "away"]], [[]]]);
});

it("by one tap are buttons that say what was chosen before", () => {
  const chose = vi.fn();
  render(<Choices label="户口在本市吗？" options={options} chosen={["away"]} tap onChoose={chose} />);
  fireEvent.click(screen.getByRole("button", { name: /^不在 您上次选的/ }));
  expect(chose).toHaveBeenCalledWith(["away"]);
});
