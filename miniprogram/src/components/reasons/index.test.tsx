import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Reasons } from ".";

it("says of each condition in words whether it is met", () => {
  render(<Reasons reasons={[{ id: "age", outcome: "no", says: "年满 60 周岁：您 59 岁" }, { id: "home", outcome: "maybe", says: "本市户籍" }]} />);
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["年满 60 周岁：您 59 岁不符合", "本市户籍还不知道"]);
});
