import { act, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { phone } from "../../../tests/stage/phone";
import { choose } from "../../look/manner";
import { Page } from ".";

it("names itself in the bar and is large for whoever wants it, at once", () => {
  const { container } = render(<Page title="我的">证照</Page>);
  expect([phone.titles, container.firstElementChild?.className.trim()]).toEqual([["我的"], "page"]);
  act(() => choose({ flow: "elder", size: 1 }));
  expect(container.firstElementChild?.className).toBe("page elder size-1");
  expect(screen.getByRole("button", { name: "打 12345" })).toBeTruthy();
});
