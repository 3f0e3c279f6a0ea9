import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { Summary } from ".";

it("has a way to change each line that may be changed, named after it", () => {
  const change = vi.fn();
  render(<Summary rows={[{ id: "a", label: "户口", value: "在", source: "来自人口库" }, { id: "b", label: "领取方式", value: "邮寄", onChange: change }]} />);
  fireEvent.click(screen.getByRole("button", { name: "修改 领取方式" }));
  expect([change.mock.calls.length, screen.getAllByRole("button").length]).toEqual([1, 1]);
});
