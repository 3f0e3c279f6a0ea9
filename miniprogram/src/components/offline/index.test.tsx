import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { Offline, Refusal, Slow } from "../../api/refusals";
import { Failed } from ".";

it("tells no net from a slow one, and offers the next try", () => {
  const again = vi.fn();
  const { rerender } = render(<Failed error={new Offline()} onAgain={again} kept />);
  expect(screen.getByRole("alert").textContent).toContain("连不上网");
  expect(screen.getByText(/存在这台手机里/)).toBeTruthy();
  rerender(<Failed error={new Slow()} onAgain={again} />);
  expect(screen.getByRole("alert").textContent).toContain("不会重复办");
  fireEvent.click(screen.getByRole("button", { name: "再试一次" }));
  expect(again).toHaveBeenCalledOnce();
});

it("says a refusal in the server's own words, and a fault with the number to read out", () => {
  const { rerender } = render(<Failed error={new Refusal(404, "x", { title: "没有这件事", detail: "也许它是别人的。", values: { trace_id: "t1" } })} />);
  expect(screen.getByRole("alert").textContent).toBe("没有这件事也许它是别人的。");
  rerender(<Failed error={new Refusal(500, "fault", { title: "出了点问题", values: { trace_id: "t1" } })} />);
  expect(screen.getByRole("alert").textContent).toContain("t1");
});

it("has words for what nobody foresaw", () => {
  render(<Failed error={new TypeError("x is not a function")} />);
  expect(screen.getByRole("alert").textContent).not.toContain("function");
});
