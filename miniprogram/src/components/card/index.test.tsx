import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Card } from ".";

it("with a label is a group that is named", () => {
  render(<Card label="查询码">8RNN</Card>);
  expect(screen.getByRole("group", { name: "查询码" }).textContent).toBe("8RNN");
});
