import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { me, ok } from "../../../tests/stage/cases";
import { phone } from "../../../tests/stage/phone";
import { signOut } from "../../account";
import { Refusal } from "../../api/refusals";
import { here } from "../../platform/here";
import { t } from "../../words";
import { NotHere } from "./not-here";

const gone = new Refusal(404, "not_found");

function city(assurance: number): void {
  const who = { ...me, assurance };
  phone.routes({ [`POST /sessions/${here.channel}`]: { status: 201, body: { token: "t", expires_at: "", citizen: who } }, "GET /me": ok(who) });
}

it("who has shown who they are is not asked to once more, however early the page comes", async () => {
  city(3);
  render(<NotHere error={gone} onAgain={() => undefined} />);
  expect(screen.queryByRole("button", { name: t("me.verify") })).toBeNull();
  await screen.findByText(t("progress.gone_other"));
  expect(screen.queryByRole("button", { name: t("me.verify") })).toBeNull();
});

it("who has not is shown the way", async () => {
  await signOut();
  city(1);
  render(<NotHere error={gone} onAgain={() => undefined} />);
  await screen.findByRole("button", { name: t("me.verify") });
});
