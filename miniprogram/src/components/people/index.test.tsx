import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { People } from ".";

it("says of everybody who they are and what their word is", () => {
  render(<People people={[{ role: "申请人", name: "何静（您）", says: "已确认", tone: "good" }]} />);
  expect(screen.getByRole("listitem").textContent).toBe("申请人何静（您）已确认");
});
