import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { aCase, anApplication, me, ok, refused } from "../../../tests/stage/cases";
import { heard } from "../../../tests/stage/heard";
import { phone, type Reply } from "../../../tests/stage/phone";
import type { Application } from "../../api/shapes";
import { here } from "../../platform/here";
import Withdraw from ".";

const many = anApplication({
  cases: [aCase(), aCase({ id: "c2", item_name: "生育登记", department_name: "卫健局" }), aCase({ id: "c3", item_name: "医保", result: "approved", state: "closed" })],
});
const sent = (): unknown[] => phone.asked.filter((one) => phone.pathOf(one).endsWith("/withdraw")).map(({ body }) => body);

function city(view: Application, more: Record<string, Reply | Reply[]> = {}): void {
  phone.routes({
    [`POST /sessions/${here.channel}`]: { status: 201, body: { token: "t", expires_at: "", citizen: me } },
    "GET /applications/a1": ok(view), "POST /applications/a1/withdraw": ok({ id: "a1", state: "closed" }), ...more,
  });
}

beforeEach(() => {
  phone.params = { id: "a1" };
});

it("as a whole, with a reason if one likes, once however often it is pressed", async () => {
  city(anApplication());
  const { container } = render(<Withdraw />);
  fireEvent.change(await screen.findByRole("textbox"), { target: { value: " 填错了 " } });
  expect(await heard(container)).toEqual([]);
  fireEvent.click(screen.getByText("撤回，不办了"));
  fireEvent.click(screen.getByText("撤回，不办了"));
  await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/progress/index?id=a1"));
  expect(sent()).toEqual([{ reason: "填错了" }]);
});

it("only some of it, and what is decided stays", async () => {
  city(many);
  render(<Withdraw />);
  await screen.findByText("已经有结果的撤不回来：医保。");
  fireEvent.click(screen.getByRole("checkbox", { name: "生育登记：卫健局" }));
  await screen.findByText("只撤回选中的，别的接着办。");
  fireEvent.click(screen.getByText("撤回，不办了"));
  await waitFor(() => expect(sent()).toEqual([{ reason: "", cases: ["c1"] }]));
});

it("nothing chosen is said, and nothing is sent", async () => {
  city(many);
  render(<Withdraw />);
  fireEvent.click(await screen.findByRole("checkbox", { name: "生育登记：卫健局" }));
  fireEvent.click(screen.getByRole("checkbox", { name: "居民身份证换领：公安东湖分局" }));
  fireEvent.click(screen.getByText("撤回，不办了"));
  await screen.findByText("请至少选一件");
  expect(sent()).toEqual([]);
});

it("decided meanwhile: the page says that it is too late", async () => {
  city(anApplication(), { "POST /applications/a1/withdraw": refused(409, "decided_already"), "GET /applications/a1": [ok(anApplication()), ok(anApplication({ actions: [] }))] });
  render(<Withdraw />);
  fireEvent.click(await screen.findByText("撤回，不办了"));
  await screen.findByText("已经撤不回来了");
});

it("without a net it is said, the words stay, and the next try is the same one", async () => {
  city(anApplication());
  render(<Withdraw />);
  fireEvent.change(await screen.findByRole("textbox"), { target: { value: "填错了" } });
  phone.online = false;
  fireEvent.click(screen.getByText("撤回，不办了"));
  await screen.findByText("连不上网");
  phone.online = true;
  fireEvent.click(screen.getByText("撤回，不办了"));
  await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/progress/index?id=a1"));
  const keys = phone.asked.filter((one) => phone.pathOf(one).endsWith("/withdraw")).map(({ headers }) => headers["idempotency-key"]);
  expect(new Set(keys).size).toBe(1);
});
