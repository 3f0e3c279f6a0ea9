import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { heard } from "../../../tests/stage/heard";
import { phone, type Reply } from "../../../tests/stage/phone";
import { forgetSearches, recent, remember } from "./recent";
import Search from ".";

const brief = (slug: string, title: string) => ({ slug, title, says: "", themes: ["证件办理"], icon: "card", promise: 1, fee: false, online: "full" });
const all = { items: [brief("senior-card", "我要办老年证"), brief("id-card", "我要换、补身份证")], next: null };
const some = (...items: ReturnType<typeof brief>[]): Reply => ({ status: 200, body: { items, next: null } });
const queries = (): string[] => phone.asked.filter(({ url }) => url.includes("q=")).map(({ url }) => decodeURIComponent(url.split("q=")[1] ?? ""));
const type = (q: string): unknown => fireEvent.change(screen.getByRole("searchbox"), { target: { value: q } });

beforeEach(() => {
  phone.storage.set("cached:zh-CN:scenes", JSON.stringify({ etag: "", body: all }));
  phone.city(({ url }) => (url.includes("q=lnz") ? some(brief("senior-card", "我要办老年证")) : url.includes("q=") ? some() : { status: 200, body: all }));
});

it("shows everything before anything is typed", () => {
  render(<Search />);
  expect(screen.getByText("我要换、补身份证")).toBeTruthy();
});

it("asks once for what was typed in one breath", async () => {
  render(<Search />);
  ["l", "ln", "lnz"].forEach(type);
  await screen.findByText("找到 1 件");
  expect(queries()).toEqual(["lnz"]);
});

it("lets the latest answer win, however late an earlier one comes", async () => {
  let late: (reply: Reply) => void = () => undefined;
  phone.city(({ url }) => (url.includes("q=slow") ? new Promise((resolve) => (late = resolve)) : some(brief("id-card", "我要换、补身份证"))));
  phone.params = { q: "slow" };
  render(<Search />);
  await waitFor(() => expect(queries()).toEqual(["slow"]));
  type("new");
  await screen.findByText("找到 1 件");
  late(some());
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(screen.getByText("找到 1 件")).toBeTruthy();
});

it("says what helps when nothing was found", async () => {
  phone.params = { q: "xyz" };
  const { container } = render(<Search />);
  await screen.findByText("没找到“xyz”。");
  expect(screen.getByText("12345")).toBeTruthy();
  expect(screen.getByText("我要办老年证")).toBeTruthy();
  expect(await heard(container)).toEqual([]);
});

it("finds on this phone while there is no net", async () => {
  phone.online = false;
  phone.params = { q: "身份证" };
  render(<Search />);
  await screen.findByText("连不上网，先在这台手机里找。");
  expect(screen.queryByText("我要办老年证")).toBeNull();
  expect(screen.getByText("我要换、补身份证")).toBeTruthy();
});

it("remembers what led somewhere, the last first, each once; and forgets it when asked", async () => {
  remember("户口");
  remember("lnz");
  remember(" 户口 ");
  expect(recent()).toEqual(["户口", "lnz"]);
  render(<Search />);
  fireEvent.click(screen.getByText("lnz"));
  fireEvent.click(await screen.findByText("我要办老年证"));
  expect(phone.pages.at(-1)).toBe("/pages/scene/index?slug=senior-card");
  expect(recent()).toEqual(["lnz", "户口"]);
  forgetSearches();
  expect(recent()).toEqual([]);
});

it("does not break on a shelf that was spoilt", () => {
  phone.storage.set("searches", "{");
  expect(recent()).toEqual([]);
});
