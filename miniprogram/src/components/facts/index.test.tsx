import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Facts } from ".";

it("says each fact with what belongs to it", () => {
  render(<Facts facts={[{ icon: "coin", label: "费用", value: "不收费", more: ["依据：老年人权益保障法"] }]} />);
  for (const text of ["费用", "不收费", "依据：老年人权益保障法"]) expect(screen.getByText(text)).toBeTruthy();
});
