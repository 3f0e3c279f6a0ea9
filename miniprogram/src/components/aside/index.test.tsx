import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { phone } from "../../../tests/stage/phone";
import { Aside } from ".";

it("always leads to a person", () => {
  render(<Aside speak="您要办什么？" />);
  fireEvent.click(screen.getByRole("button", { name: "打 12345" }));
  expect(phone.called).toEqual(["12345"]);
});

it("offers no reading where the phone cannot speak", () => {
  render(<Aside speak="您要办什么？" />);
  expect(screen.queryByText("读给我听")).toBeNull();
});
