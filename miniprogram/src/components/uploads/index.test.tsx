import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { Uploads } from ".";

it("lists what was given with its size, and a way out for each that has arrived", () => {
  const remove = vi.fn();
  render(<Uploads uploads={[{ id: "1", name: "户口簿.jpg", size: 204800 }, { id: "2", name: "本人页.jpg", sending: true }]} onRemove={remove} />);
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["户口簿.jpg200 KB拿掉", "本人页.jpg正在送"]);
  fireEvent.click(screen.getByRole("button", { name: "拿掉 户口簿.jpg" }));
  expect(remove).toHaveBeenCalledWith("1");
});
