import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { phone } from "../../../tests/stage/phone";
import { Pass } from ".";

/** A phone that is two minutes ahead: what the city gave has ended by its clock. */
beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2026-11-22T14:32:00+08:00") }));
afterEach(() => void vi.useRealTimers());

const pass = (over?: () => void) => <Pass code="DPMM6RH5" qr="data:image/png;base64,x" until="2026-11-22T14:31:00+08:00" lives={60_000} {...(over ? { onOver: over } : {})} />;

it("counts down, and says once when it is over", () => {
  const over = vi.fn();
  render(pass(over));
  expect(screen.getByRole("timer").textContent).toBe("还有 60 秒");
  act(() => void vi.advanceTimersByTime(59_000));
  expect([screen.getByRole("timer").textContent, over.mock.calls.length]).toEqual(["还有 1 秒", 0]);
  act(() => void vi.advanceTimersByTime(5_000));
  expect([screen.getByRole("timer").textContent, over.mock.calls.length]).toEqual(["过期了，换一个新的", 1]);
});

it("is bright while it is shown and not afterwards, and can be read aloud sign by sign", () => {
  const { unmount } = render(pass());
  expect([phone.bright, screen.getByText("DPMM 6RH5").getAttribute("aria-label")]).toEqual([[1], "码：D P M M 6 R H 5"]);
  unmount();
  expect(phone.bright).toEqual([1, -1]);
});
