import { render, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { Branches } from ".";

it("has one line an office, each with its word, what is owed and its own date", () => {
  render(<Branches branches={[{ id: "1", name: "医保局", about: "报销", says: "正在审", owed: ["还要补结算单，最晚 12 月 5 日"], when: "最晚 12 月 3 日" }, { id: "2", name: "人社局", about: "社保卡", tone: "wait", says: "排在后面" }]} />);
  const [first, second] = screen.getAllByRole("listitem");
  expect(within(first!).getByText("还要补结算单，最晚 12 月 5 日")).toBeTruthy();
  expect(within(second!).getByText("排在后面")).toBeTruthy();
});
