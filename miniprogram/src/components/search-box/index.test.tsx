import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { SearchBox } from ".";

it("gives what is typed as it is typed, and goes by the key as by the button", () => {
  const [typed, go] = [vi.fn(), vi.fn()];
  render(<SearchBox q="ln" onType={typed} onGo={go} />);
  const box = screen.getByRole("searchbox", { name: /您要办什么/ });
  fireEvent.change(box, { target: { value: "lnz" } });
  fireEvent.keyDown(box, { key: "Enter" });
  fireEvent.click(screen.getByRole("button", { name: "找一找" }));
  expect([typed.mock.calls, go.mock.calls]).toEqual([[["lnz"]], [["ln"], ["ln"]]]);
});
