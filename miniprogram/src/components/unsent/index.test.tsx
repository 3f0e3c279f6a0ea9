import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { phone } from "../../../tests/stage/phone";
import { entered, open, passed } from "../../account";
import { sendOrKeep } from "../../api/pending";
import { Unsent } from ".";

it("stands there as long as something waits, and goes when it has been sent", async () => {
  render(<Unsent />);
  expect(screen.queryByRole("status")).toBeNull();
  phone.goOnline(false);
  await act(async () => void (await sendOrKeep("/x", {}, { about: "我要办老年证" })));
  expect(screen.getByRole("status").textContent).toContain("还没送出（1 件）我要办老年证");
  phone.goOnline(true);
  phone.routes({ "POST /x": { status: 200, body: {} } });
  fireEvent.click(screen.getByRole("button", { name: "现在送" }));
  await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
});

it("that waits for somebody to sign in says so, and leads them to the door", async () => {
  phone.storage.set("token", "old").set("by-text", "1"); // the app was killed: nobody has been asked yet who is here
  open();
  render(<Unsent />);
  phone.goOnline(false);
  await act(async () => void (await sendOrKeep("/x", {}, { about: "我要办老年证" })));
  screen.getByText("网络一通就自动送出，不会重复。");
  phone.goOnline(true);
  phone.city(({ headers }) => (headers.authorization === "Bearer new" ? { status: 200, body: {} } : { status: 401, body: { status: 401, code: "unauthenticated" } }));
  fireEvent.click(screen.getByRole("button", { name: "现在送" }));
  await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/sms-sign-in/index"));
  screen.getByText("登录以后就送出，不会重复。");
  act(() => {
    entered({ token: "new", expires_at: "", citizen: { id: "1", name: null, id_number: null, phone: null, assurance: 0, accounts: [], acting_for: [] } });
    passed();
  });
  await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
});
