import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { PersonStrip } from ".";

it("says whose business it is, and switching is asked for", () => {
  const change = vi.fn();
  render(<PersonStrip says="正在替 王桂兰 办" change="换人" onChange={change} />);
  expect(screen.getByRole("status").textContent).toContain("正在替 王桂兰 办");
  fireEvent.click(screen.getByRole("button", { name: "换人" }));
  expect(change).toHaveBeenCalledOnce();
});
