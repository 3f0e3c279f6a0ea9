import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { heard } from "../../tests/stage/heard";
import { phone, type Reply } from "../../tests/stage/phone";
import { carryOn, lastKnown, TurnedBack, whoAmI } from "../account";
import { call } from "../api/client";
import { here } from "../platform/here";
import Phone from "./phone";
import Privacy from "./privacy";
import SmsSignIn from "./sms-sign-in";
import VerifyMe from "./verify-me";

const me = { id: "1", name: null, id_number: null, phone: null, assurance: 0, accounts: [], acting_for: [] };
const mine = { ...me, phone: "199****0007", assurance: 1 };
const session = { status: 201, body: { token: "t1", expires_at: "", citizen: me } };
const ok = (body: unknown): Reply => ({ status: 200, body: body as never });
const no = (status: number, code: string, more: object = {}): Reply => ({ status, body: { status, code, title: `${code}！`, detail: "请这样做。", errors: [], ...more } as never });
const city = (more: Record<string, Reply | Reply[]> = {}): void => phone.routes({ [`POST /sessions/${here.channel}`]: session, "POST /sessions/sms/codes": { status: 202, body: {} }, "GET /me": ok(me), ...more });
const type = (name: RegExp, text: string): unknown => fireEvent.change(screen.getByRole("textbox", { name }), { target: { value: text } });
const press = (words: string): unknown => fireEvent.click(screen.getByRole("button", { name: words }));
const posted = (path: string): unknown[] => phone.asked.filter((one) => one.method === "POST" && phone.pathOf(one) === path).map(({ body }) => body);
const withCode = async (go: string): Promise<void> => {
  type(/您的手机号/, "19900990007");
  press("发验证码给我");
  await screen.findByText(/已发到 19900990007/);
  type(/短信里的验证码/, "123456");
  press(go);
};

beforeEach(() => {
  city();
  phone.pages = ["/pages/home/index", "/door"];
});

describe("a phone", () => {
  it("is taken by the platform's own button where there is one", async () => {
    city({ "POST /me/phone": ok(mine), "GET /me": ok(mine) });
    await whoAmI();
    render(<Phone />);
    press("用这台手机的号码");
    await waitFor(() => expect(phone.pages).toEqual(["/pages/home/index"]));
    expect([posted("/me/phone"), lastKnown()?.phone]).toEqual([[{ channel: here.channel, code: "phone-code" }], "199****0007"]);
  });

  it("is taken by a code from a text, and one is back where one was", async () => {
    city({ "POST /me/phone": ok(mine) });
    const { container } = render(<Phone />);
    expect(await heard(container)).toEqual([]);
    await withCode("就用这个号");
    await waitFor(() => expect(phone.pages).toEqual(["/pages/home/index"]));
    expect(posted("/me/phone")).toEqual([{ phone: "19900990007", code: "123456" }]);
  });

  it("that somebody has already shows the ways out: that account, another number, the counter", async () => {
    city({ "POST /me/phone": no(409, "phone_held"), "POST /sessions/sms": { status: 201, body: { token: "t2", expires_at: "", citizen: { ...mine, id: "2" } } } });
    const { container } = render(<Phone />);
    await withCode("就用这个号");
    await screen.findByText("phone_held！");
    for (const words of ["换一个手机号", "也可以带身份证到就近的服务窗口，当面办。", "12345"]) expect(screen.getByText(words)).toBeTruthy();
    expect(await heard(container)).toEqual([]);
    press("用这个手机号登录");
    await withCode("登录");
    await waitFor(() => expect(phone.pages).toEqual(["/pages/home/index"]));
    expect(posted("/sessions/sms")).toEqual([{ phone: "19900990007", code: "123456" }]);
  });

  it("keeps the box for the code when another was asked for too soon, and the number when there is none", async () => {
    city({ "POST /sessions/sms/codes": no(429, "codes_too_often", { retry_after: 55 }) });
    render(<Phone />);
    type(/您的手机号/, "19900990007");
    press("发验证码给我");
    await screen.findAllByText("验证码刚发过。再过 55 秒能再发一次。");
    expect((screen.getByRole("textbox") as unknown as { value: string }).value).toBe("19900990007");
  });

  it("that is none, and a code that is wrong, are said at their line", async () => {
    const wrong = (field: string, message: string): Reply => no(422, "invalid", { errors: [{ field, code: "wrong", message }] });
    city({ "POST /sessions/sms/codes": [wrong("phone", "请填 11 位手机号"), { status: 202, body: {} }], "POST /me/phone": wrong("code", "验证码不对") });
    render(<Phone />);
    press("发验证码给我");
    expect(screen.getAllByText("请填您的手机号").length).toBe(2);
    type(/您的手机号/, "123");
    press("发验证码给我");
    expect((await screen.findAllByText("请填 11 位手机号")).length).toBe(2);
    await withCode("就用这个号");
    await screen.findAllByText("验证码不对");
    press("就用这个号");
    expect((screen.getByRole("textbox") as unknown as { value: string }).value).toBe("123456");
  });
});

describe("who I am", () => {
  const open = async (more: Record<string, Reply | Reply[]> = {}): Promise<ReturnType<typeof render>> => {
    city({ "GET /me": ok(mine), ...more });
    const drawn = render(<VerifyMe />);
    await screen.findByRole("textbox", { name: /姓名/ });
    return drawn;
  };
  const give = (name: string, number: string): void => {
    type(/姓名/, name);
    type(/身份证号/, number);
    press("去核对");
  };

  it("needs a phone first, asked for on the same page", async () => {
    city({ "POST /me/phone": ok(mine), "GET /me": [ok(me), ok(mine)] });
    render(<VerifyMe />);
    await screen.findByText("先留手机号，再核对姓名和身份证号，一共两步。");
    await withCode("就用这个号");
    await screen.findByRole("textbox", { name: /姓名/ });
  });

  it("says all that is wrong at once, before anybody is asked", async () => {
    const { container } = await open();
    press("去核对");
    expect([screen.getAllByText("请填姓名").length, screen.getAllByText("请填身份证号").length, posted("/me/verification")]).toEqual([2, 2, []]);
    give("周守义", "990102194410080717");
    expect(screen.getAllByText("身份证号有一位填错了，请对着证件再看一遍").length).toBe(2);
    expect(await heard(container)).toEqual([]);
  });

  it("agreed goes back to where one was", async () => {
    await open({ "POST /me/verification": ok({ assurance: 3 }) });
    give("周守义", "990102194410080716");
    await waitFor(() => expect(phone.pages).toEqual(["/pages/home/index"]));
    expect(posted("/me/verification")).toEqual([{ name: "周守义", id_number: "990102194410080716", method: "three_elements" }]);
  });

  it("that the records contradict shows why that may be, and the ways out", async () => {
    await open({ "POST /me/verification": no(422, "invalid", { errors: [{ field: "id_number", code: "identity_differs", message: "对不上" }] }) });
    give("周守义", "990102194410080716");
    await screen.findByText("换一个本人实名的手机号");
    expect(screen.getByText("也可以带身份证到就近的服务窗口，当面办。")).toBeTruthy();
    expect((screen.getByRole("textbox", { name: /姓名/ }) as unknown as { value: string }).value).toBe("周守义");
    press("换一个本人实名的手机号");
    await screen.findByText("留一个您的手机号");
  });

  it("that somebody has here already leads to signing in as then", async () => {
    const then = { ...mine, id: "2", assurance: 3 };
    await open({ "GET /me": [ok(mine), ok(then)], "POST /me/verification": no(409, "identity_held"), "POST /sessions/sms": { status: 201, body: { token: "t2", expires_at: "", citizen: then } } });
    give("周守义", "990102194410080716");
    await screen.findByText("identity_held！");
    press("用当时的手机号登录");
    await withCode("登录");
    await waitFor(() => expect(phone.pages).toEqual(["/pages/home/index"]));
  });

  it("that nobody can tell now keeps what was typed", async () => {
    await open({ "POST /me/verification": no(503, "verifier_unavailable", { trace_id: "abc" }) });
    give("周守义", "990102194410080716");
    await screen.findByText("verifier_unavailable！");
    expect((screen.getByRole("textbox", { name: /身份证号/ }) as unknown as { value: string }).value).toBe("990102194410080716");
  });
});

describe("a door", () => {
  const needed = no(403, "assurance_needed", { needed: 3 });

  it("carries on with what was being done", async () => {
    city({ "GET /me": ok(mine), "POST /me/verification": ok({ assurance: 3 }), "GET /secret": [needed, ok({ it: "is" })] });
    const doing = carryOn(() => call("GET", "/secret"));
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/verify-me/index"));
    render(<VerifyMe />);
    await screen.findByRole("textbox", { name: /姓名/ });
    type(/姓名/, "周守义");
    type(/身份证号/, "990102194410080716");
    press("去核对");
    expect(await doing).toEqual({ it: "is" });
  });

  it("left undone is turned back at", async () => {
    city({ "GET /me": ok(mine), "GET /secret": needed });
    const doing = carryOn(() => call("GET", "/secret")).catch((error: unknown) => error);
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/verify-me/index"));
    render(<VerifyMe />);
    await screen.findByRole("textbox", { name: /姓名/ });
    cleanup();
    expect(await doing).toBeInstanceOf(TurnedBack);
  });
});

describe("signing in", () => {
  it("comes back by the platform's account", async () => {
    const { container } = render(<SmsSignIn />);
    expect(await heard(container)).toEqual([]);
    press("用这台手机的账号登录");
    await waitFor(() => expect(phone.pages).toEqual(["/pages/home/index"]));
  });

  it("goes by a code when the platform cannot say", async () => {
    city({ [`POST /sessions/${here.channel}`]: no(422, "platform_code_over"), "POST /sessions/sms": session });
    render(<SmsSignIn />);
    press("用这台手机的账号登录");
    await screen.findByText("这会儿登不上，可以收一条短信验证码登录。");
    await withCode("登录");
    await waitFor(() => expect(phone.pages).toEqual(["/pages/home/index"]));
  });
});

it("says how information is treated, and opens the whole text", async () => {
  const { container } = render(<Privacy />);
  expect(await heard(container)).toEqual([]);
  press("看隐私说明全文");
  expect(phone.shown).toContain("privacy");
  press("谁看过我的信息");
  expect(phone.pages.at(-1)).toBe("/mine/settings/index?open=looks");
});
