import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { Errors } from ".";

it("is read out when it appears, and each line leads to its field", () => {
  const go = vi.fn();
  render(<Errors errors={[{ field: "name", message: "请填姓名" }, { field: "", message: "还差一份户口簿" }]} onGo={go} />);
  expect(screen.getByRole("alert").getAttribute("aria-live")).toBe("assertive");
  fireEvent.click(screen.getByRole("link", { name: "请填姓名" }));
  expect(go).toHaveBeenCalledWith("name");
  expect(screen.getAllByRole("link")).toHaveLength(1);
});

it("is not there when nothing is wrong", () => {
  expect(render(<Errors errors={[]} />).container.textContent).toBe("");
});
