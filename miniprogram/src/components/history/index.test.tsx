import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import type { Line } from "../../api/shapes";
import { History } from ".";

const line = (seq: number, says: string): Line => ({ seq, at: `2026-11-2${seq}T14:29:00+08:00`, kind: "x", state: null, says, by: "", rules: [] });

it("is folded with its length, and unfolded the newest stands first", () => {
  render(<History lines={[line(1, "已收到"), line(2, "已受理")]} open />);
  expect(screen.getByRole("button", { name: "经过（2 条）" })).toBeTruthy();
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([expect.stringContaining("已受理"), expect.stringContaining("已收到")]);
});
