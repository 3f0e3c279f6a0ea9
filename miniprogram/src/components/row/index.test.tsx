import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { Row, Rows } from ".";

it("leads where it says", () => {
  const pressed = vi.fn();
  render(<Rows label="大家常办"><Row title="我要办老年证" says="不用跑" onPress={pressed} /></Rows>);
  fireEvent.click(screen.getByRole("button", { name: "我要办老年证 不用跑" }));
  expect(pressed).toHaveBeenCalledOnce();
  expect(screen.getByRole("group", { name: "大家常办" })).toBeTruthy();
});
