import { readdirSync } from "node:fs";
import path from "node:path";

import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { heard } from "../../../tests/stage/heard";
import { phone, type Reply } from "../../../tests/stage/phone";
import { choose } from "../../look/manner";
import { here } from "../../platform/here";
import { iconOf } from "./lines";
import Home from ".";

const brief = (slug: string, title: string) => ({ slug, title, says: "", themes: ["证件办理", "户籍办理"], icon: "card", promise: 1, fee: false, online: "full" });
const scenes = { items: [brief("id-card", "我要换、补身份证"), brief("residence-permit", "我要办居住证"), brief("old-age-allowance", "我要领高龄津贴"), brief("senior-card", "我要办老年证")], next: null };
const me = { id: "1", name: null, id_number: null, phone: null, assurance: 0, accounts: [], acting_for: [] };
const waiting = {
  id: "a1", scene: "newborn", title: "孩子出生了", state: "to_pay", query_code: null,
  due_on: "2999-12-30", act_by: "2999-12-05", submitted_at: null, updated_at: "", role: "applicant", actions: ["pay"], confirm_by: null,
};
const city: Record<string, Reply> = {
  [`POST /sessions/${here.channel}`]: { status: 201, body: { token: "t1", expires_at: "", citizen: me } },
  "GET /me": { status: 200, body: me },
  "GET /scenes": { status: 200, body: scenes },
  "GET /applications": { status: 200, body: { items: [waiting], next: null } },
};
const kept = (name: string, body: unknown): unknown => phone.storage.set(`cached:zh-CN:${name}`, JSON.stringify({ etag: "", body }));
const names = (): (string | null)[] => screen.getAllByRole("button").map((one) => one.getAttribute("aria-label"));

it("stands at once from what this phone kept, without a net, and asks for nothing", () => {
  kept("scenes", scenes);
  phone.online = false;
  render(<Home />);
  expect(screen.getByText("我要办老年证")).toBeTruthy();
  expect(phone.pages).toEqual(["/pages/home/index"]);
});

it("signs in silently, and shows what waits with the day of the bill", async () => {
  phone.routes(city);
  render(<Home />);
  await screen.findByText("等您缴费，最晚 2999年12月5日 星期四");
  expect(phone.asked.filter((asked) => phone.pathOf(asked).startsWith("/applications")).map((asked) => phone.pathOf(asked))).toEqual(["/applications"]);
  fireEvent.click(screen.getByText("孩子出生了"));
  expect(phone.pages.at(-1)).toBe("/apply/pay/index?id=a1");
});

it("puts first what the city says people often ask for", async () => {
  phone.routes(city);
  render(<Home />);
  await screen.findByText("我要办老年证");
  const scene = names().filter((name) => name?.includes("工作日"));
  expect(scene.map((name) => name?.split(" ")[0])).toEqual(["我要办老年证", "我要领高龄津贴", "我要办居住证", "我要换、补身份证"]);
});

it("is of use to whoever cannot be signed in", async () => {
  phone.routes({ ...city, [`POST /sessions/${here.channel}`]: { status: 503, body: { status: 503, code: "vendor_resting", title: "", detail: "", errors: [] } } });
  render(<Home />);
  await screen.findByText("我要办老年证");
  expect(screen.queryByText("接着办")).toBeNull();
});

it("without a net and without a memory says so, and whom to call", async () => {
  phone.online = false;
  render(<Home />);
  await screen.findByText("连不上网");
  phone.online = true;
  phone.routes(city);
  fireEvent.click(screen.getByText("再试一次"));
  await screen.findByText("我要办老年证");
});

it("shows an old person no more than four things, and everything one tap away", async () => {
  choose({ flow: "elder" });
  phone.routes(city);
  render(<Home />);
  await screen.findByText("孩子出生了");
  await waitFor(() => expect(names().filter((name) => name?.includes("工作日"))).toHaveLength(2));
  expect(screen.getByText("全部事项")).toBeTruthy();
  fireEvent.click(screen.getByText("标准版"));
  expect(screen.getByText("查一查")).toBeTruthy();
});

it.each(["standard", "elder"] as const)("is heard in the %s flow", async (flow) => {
  choose({ flow });
  phone.routes(city);
  const { container } = render(<Home />);
  await screen.findByText("我要办老年证");
  expect(await heard(container)).toEqual([]);
});

it("knows every icon there is, and draws paper for what is none", () => {
  const drawn = readdirSync(path.resolve(import.meta.dirname, "../../../../api/h5/static/icons")).map((name) => name.replace(".svg", ""));
  expect(drawn.map(iconOf)).toEqual(drawn);
  expect(iconOf("hologram")).toBe("paper");
});
