import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Loading } from ".";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("is nothing for a moment, then a word, then says that it is slow and nothing is lost", () => {
  const { container } = render(<Loading />);
  expect(container.querySelector(".loading-lines")).toBeNull();
  act(() => void vi.advanceTimersByTime(500));
  expect(screen.getByRole("status").getAttribute("aria-label")).toBe("正在取……");
  act(() => void vi.advanceTimersByTime(5000));
  expect(screen.getByText(/网有点慢/)).toBeTruthy();
});
