import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { phone } from "../../../tests/stage/phone";
import { Call } from ".";

it("calls the number it shows", () => {
  render(<Call number="0900-6610001" />);
  fireEvent.click(screen.getByRole("button", { name: /0900-6610001/ }));
  expect(phone.called).toEqual(["0900-6610001"]);
});
