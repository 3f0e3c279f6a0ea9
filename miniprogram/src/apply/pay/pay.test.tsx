import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { aCase, anApplication, anOrder, me, ok, refused } from "../../../tests/stage/cases";
import { heard } from "../../../tests/stage/heard";
import { phone, type Reply } from "../../../tests/stage/phone";
import type { Application } from "../../api/shapes";
import { here } from "../../platform/here";
import { paid, remembered, settled } from "./paying";
import Pay from ".";

const due = anApplication({ state: "to_pay", actions: ["pay"], orders: [anOrder()], cases: [aCase({ state: "pay_pending" })] });
const payment = (state: string): Reply => ok({ id: "p1", number: "Z1", provider: "wechat_pay", state, fen: 2000, expires_at: "", orders: [anOrder({ state: state === "paid" ? "paid" : "paying" })] });

function city(more: Record<string, Reply | Reply[]> = {}, view: Application = due): void {
  phone.routes({
    [`POST /sessions/${here.channel}`]: { status: 201, body: { token: "t", expires_at: "", citizen: me } },
    "GET /applications/a1": ok(view), "GET /scenes/id-card": ok({ slug: "id-card", items: [] }),
    "POST /orders/pay": ok({ payment: "p1", client: { package: "x" } }), "GET /payments/p1": payment("paid"), ...more,
  });
}
const asks = (path: string): number => phone.asked.filter((asked) => phone.pathOf(asked) === path).length;

beforeEach(() => {
  phone.params = { id: "a1" };
  city();
});

it("says what for, to whom, on what law, by when and what happens otherwise", async () => {
  const { container } = render(<Pay />);
  for (const words of ["请付 20.00 元", "付的是 居民身份证工本费", "收款的是公安东湖分局", "依据：发改价格〔2003〕2322号"]) await screen.findByText(words);
  await screen.findByText("到那天没有付，这件事就结束了", { exact: false });
  expect(await heard(container)).toEqual([]);
});

it("pressed twice it opens one till, and the server's word is what counts", async () => {
  render(<Pay />);
  const button = await screen.findByText("去付 20.00 元");
  fireEvent.click(button);
  fireEvent.click(button);
  await screen.findByText("付好了");
  expect(asks("/orders/pay")).toBe(1);
  expect(remembered("a1")).toBe("");
  expect(phone.asked.find((asked) => phone.pathOf(asked) === "/orders/pay")?.headers["idempotency-key"]).toBeTruthy();
});

it("given up: nothing was taken, and one may pay later", async () => {
  phone.pays = ["given_up"];
  city({ "GET /payments/p1": payment("opened") });
  render(<Pay />);
  fireEvent.click(await screen.findByText("去付 20.00 元"));
  await screen.findByText("没有付，钱没有动", { exact: false }, { timeout: 4000 });
  expect(screen.getByText("去付 20.00 元")).toBeTruthy();
});

it("the till says given up and the server says paid: paid", async () => {
  phone.pays = ["given_up"];
  render(<Pay />);
  fireEvent.click(await screen.findByText("去付 20.00 元"));
  await screen.findByText("付好了");
});

it("not known yet is calm, and is asked again", async () => {
  const till = { pay: async () => ({ payment: "p1", client: {} }), look: async () => (await import("../../api/calls")).payment("p1"), pause: async () => undefined };
  city({ "GET /payments/p1": payment("opened") });
  expect(await paid(till, "a1", ["o1"])).toMatchObject({ state: "unsure" });
  expect(remembered("a1")).toBe("p1");
  const { container } = render(<Pay />);
  await screen.findByText("还不知道付没付成", {}, { timeout: 6000 });
  expect(await heard(container)).toEqual([]);
  city();
  fireEvent.click(screen.getByText("再看一次"));
  await screen.findByText("付好了");
  expect(remembered("a1")).toBe("");
});

it("a net that is gone after paying does not make it unpaid", async () => {
  const looks = ["fails", "fails", "paid"];
  const till = { look: async () => { if (looks.shift() === "fails") throw new Error("offline"); return { state: "paid" } as never; }, pause: async () => undefined };
  expect(await settled(till, "p1")).toMatchObject({ state: "paid" });
});

it("paid on another device meanwhile: refused by the server, and the page looks anew", async () => {
  city({ "POST /orders/pay": refused(409, "order_not_due"), "GET /applications/a1": [ok(due), ok({ ...due, actions: [], state: "in_progress", orders: [anOrder({ state: "paid" })] })] });
  render(<Pay />);
  fireEvent.click(await screen.findByText("去付 20.00 元"));
  await screen.findByText("这会儿没有要付的");
});

it("somebody else's to pay: says whose", async () => {
  const payer = { role: "applicant", name: "何*", state: "confirmed" as const, says: "申请人", confirm_by: null, phone: null, you: false, said: [] };
  city({}, { ...due, role: "parent", actions: [], orders: [], parties: [payer] });
  render(<Pay />);
  await screen.findByText("这笔由何*付");
  fireEvent.click(screen.getByText("看办到哪了"));
  await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/progress/index?id=a1"));
});
