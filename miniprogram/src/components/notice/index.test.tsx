import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Notice } from ".";

it("that appears while the page is open is read then; one that stood there is not", () => {
  render(<Notice>不会丢</Notice>);
  expect(screen.queryByRole("status")).toBeNull();
  render(<Notice live>还没送出</Notice>);
  expect(screen.getByRole("status").textContent).toBe("还没送出");
});
