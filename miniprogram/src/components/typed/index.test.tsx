import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { Typed } from ".";

it("gives every sign, and says when one leaves it", () => {
  const [type, leave] = [vi.fn(), vi.fn()];
  render(<Typed name="姓名" value="" onType={type} onLeave={leave} />);
  const input = screen.getByRole("textbox", { name: "姓名" });
  fireEvent.change(input, { target: { value: "张" } });
  fireEvent.blur(input);
  expect([type.mock.calls, leave.mock.calls.length]).toEqual([[["张"]], 1]);
});

it("says what it is, that it must be filled, and that it is wrong", () => {
  render(<Typed name="姓名" value="" invalid required onType={() => undefined} />);
  const input = screen.getByRole("textbox");
  expect([input.getAttribute("aria-invalid"), input.getAttribute("aria-required")]).toEqual(["true", "true"]);
});
