import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { DateLarge } from ".";

it("says the day, and that it is late only when it is", () => {
  const { rerender } = render(<DateLarge says="最晚这天给您答复" day="12月3日 星期四" />);
  expect([screen.getByText("12月3日 星期四"), screen.queryByText(/晚了/)].map(Boolean)).toEqual([true, false]);
  rerender(<DateLarge says="最晚这天给您答复" day="12月3日 星期四" late="晚了 2 天。" />);
  expect(screen.getByText("晚了 2 天。")).toBeTruthy();
});
