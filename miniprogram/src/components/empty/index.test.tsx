import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Button } from "../button";
import { Empty } from ".";

it("says why nothing is here, and what one could do", () => {
  render(<Empty says="还没有通知。"><Button>看看能办的事</Button></Empty>);
  expect([screen.getByText("还没有通知。"), screen.getByRole("button")].every(Boolean)).toBe(true);
});
