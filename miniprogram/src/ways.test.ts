/** The ways between pages: addresses that arrive as they were meant, back never into nothing. */
import { expect, it } from "vitest";

import { phone } from "../tests/stage/phone";
import { address, back, go, goPast, param, replace } from "./ways";

it("carry every sign of a parameter, and leave out what is not there", () => {
  expect(address("apply/sheet", { id: "1", to: "a&b=c/中", none: undefined })).toBe("/apply/sheet/index?id=1&to=a~26b~3Dc~2F~E4~B8~AD");
});

it("give a parameter back as it was given", () => {
  phone.params = { q: encodeURIComponent("老年 & 证") };
  expect([param("q"), param("none")]).toEqual(["老年 & 证", ""]);
});

it.each(["老年 & 证", "100%", "50%25 off", "a~b", "~41", "100%~", "", "𠮷", "a+b c"])("say %s the same where the platform decodes and where it does not", (value) => {
  const written = address("pages/search", { q: value }).split("q=")[1] ?? "";
  for (const arrived of [written, decodeURIComponent(written)]) {
    phone.params = { q: arrived };
    expect(param("q")).toBe(value);
  }
});

it("a parameter that is no proper text does not end the page", () => {
  phone.params = { q: "100%" };
  expect(param("q")).toBe("100%");
});

it("go deep, and then in place of the last; a door always finds room above", async () => {
  for (let depth = 0; depth < 12; depth += 1) await go("mine/letter", { id: depth });
  expect([phone.pages.length, phone.pages.at(-1)]).toEqual([9, "/mine/letter/index?id=11"]);
  await go("door/verify-me");
  expect([phone.pages.length, phone.pages.at(-2)]).toEqual([10, "/mine/letter/index?id=11"]);
});

it("however deep a guide was, its answer lies above a question, and the one thing that is changed lies above the summary", async () => {
  for (let step = 0; step < 12; step += 1) await go("pages/scene", { slug: "newborn", step: `q${step}` });
  await go("pages/scene", { slug: "newborn", step: "answer" }, 1);
  expect(phone.pages.slice(-2)).toEqual(["/pages/scene/index?slug=newborn&step=q11", "/pages/scene/index?slug=newborn&step=answer"]);
  for (const page of ["apply/sheet", "apply/materials", "apply/summary"] as const) await go(page, { id: "1" });
  await go("apply/sheet", { id: "1", at: "name" });
  await go("door/sms-sign-in");
  expect(phone.pages.slice(-3)).toEqual(["/apply/summary/index?id=1", "/apply/sheet/index?id=1&at=name", "/door/sms-sign-in/index"]);
});

it("lead past what is over", async () => {
  const step = (name: string): string => `/pages/scene/index?slug=newborn&step=${name}`;
  const isStep = (page: string, params: Readonly<Record<string, string>>): boolean => page === "pages/scene" && Boolean(params["step"]);
  phone.pages = ["/pages/home/index", "/pages/scene/index?slug=newborn", step("a"), step("b"), step("answer")];
  await goPast(isStep, "apply/sheet", { id: "1" });
  expect(phone.pages).toEqual(["/pages/home/index", "/pages/scene/index?slug=newborn", "/apply/sheet/index?id=1"]);
  phone.pages = [step("a"), step("answer")];
  await goPast(isStep, "apply/sheet", { id: "1" });
  expect(phone.pages).toEqual(["/apply/sheet/index?id=1"]);
});

it("lead back one page, and home where there is none", async () => {
  await go("mine/letters");
  await back();
  expect(phone.pages).toEqual(["/pages/home/index"]);
  phone.pages = ["/mine/letter/index?id=1"];
  await back();
  expect(phone.pages).toEqual(["/pages/home/index"]);
});

it("replace leaves nothing to come back to", async () => {
  await go("apply/summary", { id: "1" });
  await replace("apply/sent", { id: "1" });
  expect(phone.pages).toEqual(["/pages/home/index", "/apply/sent/index?id=1"]);
});
