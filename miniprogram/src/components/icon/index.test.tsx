import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Icon } from ".";

it("is silent beside words, and speaks where it stands alone", () => {
  const { container } = render(<Icon name="check" />);
  expect(container.firstElementChild?.getAttribute("aria-hidden")).toBe("true");
  render(<Icon name="bell" label="有新消息" />);
  expect(screen.getByRole("img", { name: "有新消息" })).toBeTruthy();
});
