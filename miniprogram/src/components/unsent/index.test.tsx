import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { phone } from "../../../tests/stage/phone";
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
