import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Typed } from "../typed";
import { Field, namedBy } from ".";

const nothing = (): void => undefined;

it("is wired so that the input says its label, its help and what is wrong with it", () => {
  render(<Field id="name" label="姓名" hint="和身份证上一样" error="请填姓名"><Typed name={namedBy("姓名", "和身份证上一样", "请填姓名")} value="" invalid onType={nothing} /></Field>);
  const input = screen.getByRole("textbox", { name: "姓名 和身份证上一样 需要改：请填姓名" });
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByRole("alert").textContent).toBe("请填姓名");
});

it("can be scrolled to by its id, and as a page its label is the heading", () => {
  const { container } = render(<Field id="name" label="您叫什么名字？" page>{null}</Field>);
  expect([container.querySelector("#field-name"), screen.getByRole("heading", { name: "您叫什么名字？" })].every(Boolean)).toBe(true);
});
