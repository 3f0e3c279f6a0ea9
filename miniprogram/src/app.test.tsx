import { render, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { phone } from "../tests/stage/phone";
import { entered, lastKnown, signOut } from "./account";
import { sendOrKeep, waiting } from "./api/pending";
import App from "./app";

const citizen = { id: "1", name: null, id_number: null, phone: null, assurance: 0, accounts: [], acting_for: [] };

beforeEach(async () => {
  await signOut();
  entered({ token: "old", expires_at: "", citizen });
  phone.goOnline(false);
  await sendOrKeep("/x", {}, { about: "老年证" });
  phone.routes({ "POST /x": { status: 200, body: {} } });
});

it("sends what waited as soon as the app is shown", async () => {
  phone.online = true;
  render(<App />);
  await waitFor(() => expect(waiting()).toEqual([]));
});

it("sends what waited as soon as there is a net", async () => {
  render(<App />);
  phone.goOnline(true);
  await waitFor(() => expect(waiting()).toEqual([]));
});

it("sends what waited for a sign-in as soon as the same person is in again", async () => {
  phone.online = true;
  phone.city(({ headers }) => ({ status: headers.authorization === "Bearer new" ? 200 : 401, body: {} }));
  render(<App />);
  await waitFor(() => expect(lastKnown()).toBeNull());
  expect(waiting().length).toBe(1);
  entered({ token: "new", expires_at: "", citizen });
  await waitFor(() => expect(waiting()).toEqual([]));
});
