import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Outcome } from ".";

it.each([["yes", "good"], ["no", "stop"], ["maybe", "mind"]] as const)("%s is said in words, the colour only says it again", (outcome, tone) => {
  const { container } = render(<Outcome outcome={outcome} says="您可以办" more="送出就行" />);
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("您可以办");
  expect(container.firstElementChild?.className).toContain(tone);
});
