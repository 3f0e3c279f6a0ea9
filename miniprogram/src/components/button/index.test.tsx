import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { Button } from ".";

it("is pressed", () => {
  const pressed = vi.fn();
  render(<Button onPress={pressed}>送出</Button>);
  fireEvent.click(screen.getByRole("button", { name: "送出" }));
  expect(pressed).toHaveBeenCalledOnce();
});

it.each(["disabled", "busy"])("%s it says so and does nothing", (how) => {
  const pressed = vi.fn();
  render(<Button {...{ [how]: true }} onPress={pressed}>送出</Button>);
  const button = screen.getByRole("button");
  fireEvent.click(button);
  expect([pressed.mock.calls.length, button.getAttribute("aria-disabled")]).toEqual([0, "true"]);
});

it("gives the code of the platform's phone button", () => {
  const got = vi.fn();
  render(<Button openType="getPhoneNumber" onGetPhoneNumber={got}>用微信的手机号</Button>);
  fireEvent.click(screen.getByRole("button"));
  expect(got).toHaveBeenCalledWith("phone-code");
});
