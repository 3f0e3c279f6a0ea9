import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { heard } from "../../../tests/stage/heard";
import { phone } from "../../../tests/stage/phone";
import { replay, sendOrKeep } from "../../api/pending";
import { draft, keepDraft } from "../../drafts";
import { NewsList } from ".";

const keeping = { about: "我要办老年证", leads: "/apply/progress/index?id=app", back: "/apply/summary/index?id=app", sheet: "app", key: "k" };

async function later(status: number, body: object): Promise<void> {
  keepDraft("app", { scene: "senior-card", title: "", application: "app", version: 1, answers: {}, unsent: [], at: "" });
  phone.goOnline(false);
  await sendOrKeep("/x", {}, keeping);
  phone.goOnline(true);
  phone.routes({ "POST /x": { status, body: body as never } });
  await act(async () => void (await replay()));
}

it("says on any page that it has arrived, leads there, and the draft is over", async () => {
  const { container } = render(<NewsList />);
  await later(200, {});
  expect(screen.getByRole("status").textContent).toContain("我要办老年证：已经送到");
  expect(draft("app")).toBeNull();
  expect(await heard(container)).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "看一看 我要办老年证" }));
  await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/progress/index?id=app"));
  expect(screen.queryByRole("status")).toBeNull();
});

it("leads to its own thing from another of the same kind, and nowhere from itself", async () => {
  phone.pages = ["/pages/home/index", "/apply/progress/index?id=other"];
  phone.params = { id: "other" };
  const { unmount } = render(<NewsList />);
  await later(200, {});
  screen.getByRole("button", { name: "看一看 我要办老年证" });
  unmount();
  phone.params = { id: "app" };
  render(<NewsList />);
  expect(screen.queryByRole("button", { name: "看一看 我要办老年证" })).toBeNull();
});

it("says in the server's words why not, also after the app was killed, and keeps what was typed", async () => {
  await later(422, { status: 422, code: "invalid", title: "", detail: "", errors: [{ field: "pickup", code: "x", message: "这样领不了" }] });
  render(<NewsList />);
  expect(screen.getByRole("status").textContent).toContain("刚才没有送成：我要办老年证这样领不了");
  expect(draft("app")).not.toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "去改 我要办老年证" }));
  await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/summary/index?id=app"));
});

it("that the house is busy is no refusal: it waits on", async () => {
  await later(503, { status: 503, code: "busy", title: "", detail: "", errors: [] });
  render(<NewsList />);
  expect(screen.queryByRole("status")).toBeNull();
  expect(draft("app")).not.toBeNull();
});
