import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { Uploads } from ".";

it("lists what was given with its size, and a way out for each that has arrived", () => {
  const remove = vi.fn();
  render(<Uploads uploads={[{ id: "1", name: "户口簿.jpg", size: 204800 }, { id: "2", name: "本人页.jpg", sending: true }]} onRemove={remove} />);
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["户口簿.jpg200 KB拿掉", "本人页.jpg正在送"]);
  fireEvent.click(screen.getByRole("button", { name: "拿掉 户口簿.jpg" }));
  expect(remove).toHaveBeenCalledWith("1");
});

it("fetches the picture that this phone never had or lost, once, and draws paper when there is none", async () => {
  const find = vi.fn((id: string) => (id === "3" ? Promise.reject(new Error("gone")) : Promise.resolve(`tmp://${id}`)));
  render(<Uploads uploads={[{ id: "1", name: "" }, { id: "2", name: "a.jpg", picture: "tmp://lost" }, { id: "3", name: "" }, { id: "4", name: "b.pdf" }]} find={find} onRemove={() => undefined} />);
  await waitFor(() => expect(screen.getAllByRole("img").map((one) => one.getAttribute("src"))).toEqual(["tmp://1", "tmp://lost"]));
  fireEvent.error(screen.getAllByRole("img")[1]!);
  await waitFor(() => expect(screen.getAllByRole("img")[1]?.getAttribute("src")).toBe("tmp://2"));
  fireEvent.error(screen.getAllByRole("img")[1]!);
  await waitFor(() => expect(screen.getAllByRole("img")).toHaveLength(1));
  expect(find.mock.calls.map(([id]) => id)).toEqual(["1", "3", "2"]);
  expect(screen.getByRole("button", { name: "拿掉 第 3 份" })).toBeTruthy();
});
