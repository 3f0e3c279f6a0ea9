import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { heard } from "../../../tests/stage/heard";
import { phone, type Reply } from "../../../tests/stage/phone";
import { ensureSignedIn, entered, signedIn, signOut, turnedBack } from "../../account";
import { whose } from "../../api/whose";
import { keepDraft, drafts } from "../../drafts";
import { manner } from "../../look/manner";
import { remember, recent } from "../../pages/search/recent";
import { here } from "../../platform/here";
import { speakIn } from "../../words";
import Applications from "../applications";
import Mine from "../home";
import Real from "../real";
import Settings from ".";

const me = { id: "1", name: "周守义", id_number: "9901**********0716", phone: "199****0007", assurance: 3, accounts: [], acting_for: [] };
const ok = (body: unknown): Reply => ({ status: 200, body: body as never });
const application = (id: string, state: string) => ({ id, scene: "s", title: "", state, actions: [] });
const city = (more: Record<string, Reply | Reply[]> = {}): void =>
  phone.routes({
    [`POST /sessions/${here.channel}`]: { status: 201, body: { token: "t1", expires_at: "", citizen: me } },
    "GET /me": ok(me), "GET /applications": ok({ items: [application("a", "in_progress"), application("b", "done")], next: null }),
    "GET /licences": ok({ items: [{}, {}], next: null }), "GET /letters": ok({ items: [], next: null, unread: 3 }), "POST /sessions/current/end": ok({}), ...more,
  });
const press = (words: string): unknown => fireEvent.click(screen.getByRole("button", { name: words }));

beforeEach(() => {
  city();
  speakIn("zh-CN");
});

describe("my page", () => {
  it("says who I am, what is under way, what I have and what is not read", async () => {
    const { container } = render(<Mine />);
    for (const words of ["周守义", "身份已核对 · 199****0007", "在办 1 件", "有 2 张，点开就能出示", "有 3 条没看"]) await screen.findByText(words);
    expect(screen.queryByText("核对身份")).toBeNull();
    expect(await heard(container)).toEqual([]);
  });

  it("of somebody not known yet leads to the doors", async () => {
    const nobody = { ...me, name: null, phone: null, assurance: 0 };
    city({ "GET /me": ok(nobody), [`POST /sessions/${here.channel}`]: { status: 201, body: { token: "t1", expires_at: "", citizen: nobody } } });
    render(<Mine />);
    fireEvent.click(await screen.findByText("核对身份"));
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/verify-me/index"));
  });

  it("of whoever signed out asks them in, and nothing else", async () => {
    await ensureSignedIn();
    await signOut();
    const before = phone.signInCodes;
    render(<Mine />);
    await screen.findByText("您还没有登录");
    expect(phone.signInCodes).toBe(before);
    press("登录");
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/sms-sign-in/index"));
  });

  it("of whoever signed out lists nothing before they came in again by choice", async () => {
    await ensureSignedIn();
    await signOut();
    city({ "GET /applications": { status: 401, body: { status: 401, code: "unauthenticated", title: "", detail: "", errors: [] } } });
    const before = phone.signInCodes;
    render(<Applications />);
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/sms-sign-in/index"));
    turnedBack("sms-sign-in");
    await screen.findByText("登录以后能看。");
    expect([phone.signInCodes, signedIn()]).toEqual([before, false]);
  });

  it("of whoever came by a text, and whose session has ended, asks them in as well", async () => {
    entered({ token: "old", expires_at: "", citizen: me });
    const ended: Reply = { status: 401, body: { status: 401, code: "unauthenticated", title: "", detail: "", errors: [] } };
    city({ "GET /me": ended, "GET /applications": ended, "GET /licences": ended, "GET /letters": ended });
    render(<Mine />);
    await screen.findByText("您还没有登录");
    expect([phone.signInCodes, whose()]).toEqual([0, me.id]);
  });

  it("without a net says so, and tries again", async () => {
    phone.online = false;
    render(<Mine />);
    await screen.findByText("连不上网");
    phone.online = true;
    press("再试一次");
    await screen.findByText("周守义");
  });
});

describe("settings", () => {
  it("take effect at once: flow, letters, language", async () => {
    const { container } = render(<Settings />);
    fireEvent.click(screen.getByRole("radio", { name: "长辈版" }));
    fireEvent.click(screen.getByRole("radio", { name: "最大" }));
    expect(manner()).toMatchObject({ elder: true, size: 2 });
    expect(await heard(container)).toEqual([]);
    fireEvent.click(screen.getByRole("radio", { name: "English" }));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Language and text size");
  });

  it("show the devices, and put one out", async () => {
    await ensureSignedIn();
    const device = (id: string, current: boolean) => ({ id, channel: "h5", face: "h5", device: `phone ${id}`, since: "", seen_at: "2026-11-22T08:00:00+08:00", current });
    city({ "GET /sessions": ok({ items: [device("1", true), device("2", false)], next: null }), "POST /sessions/2/end": ok({}) });
    render(<Settings />);
    press("登录过的设备");
    await screen.findByText("就是这台");
    press("退出这台设备 phone 2");
    await screen.findByText("已经退出那台设备。");
    expect(screen.queryByText("phone 2")).toBeNull();
  });

  it("show who looked at my data, page by page", async () => {
    await ensureSignedIn();
    const look = (says: string) => ({ at: "2026-11-22T08:00:00+08:00", department: "d", department_name: "民政局", what: "", says, purpose: "审老年证", case: null });
    city({ "GET /me/access": [ok({ items: [look("户口簿")], next: "x" }), ok({ items: [look("身份证")], next: null })] });
    phone.params = { open: "looks" };
    const { container } = render(<Settings />);
    await screen.findByText("户口簿 · 审老年证");
    press("看更早的");
    await screen.findByText("身份证 · 审老年证");
    expect(screen.queryByText("看更早的")).toBeNull();
    expect(await heard(container)).toEqual([]);
  });

  it("sign out only when asked twice, and leave nothing private here", async () => {
    await ensureSignedIn();
    keepDraft("s", { scene: "s", title: "", application: null, version: null, answers: { a: 1 }, unsent: [], at: "" });
    remember("老年证");
    render(<Settings />);
    press("退出登录");
    expect(signedIn()).toBe(true);
    press("退出");
    await waitFor(() => expect(phone.pages).toEqual(["/pages/home/index"]));
    expect([signedIn(), drafts(), recent()]).toEqual([false, [], []]);
  });
});

describe("is this text real", () => {
  const ask = (code: string): void => {
    fireEvent.change(screen.getByRole("textbox"), { target: { value: code } });
    press("查一查");
  };

  it("says who sent it, what about and when", async () => {
    city({ "POST /is_this_real": ok({ sent_by: "民政局", about: "老年证办好了", sent_on: "2026-11-20" }) });
    const { container } = render(<Real />);
    ask("F222 EA53");
    await screen.findByText("是我们发的");
    expect(screen.getByText("民政局 发于 11月20日 星期五")).toBeTruthy();
    expect((screen.getByRole("textbox") as unknown as { value: string }).value).toBe("");
    expect(await heard(container)).toEqual([]);
  });

  it("warns of what is not ours, and says whom to call", async () => {
    city({ "POST /is_this_real": ok({ known: false, what_to_do: "打电话问一问" }) });
    render(<Real />);
    ask("AAAA BBBB");
    await screen.findByText("我们没有发过");
    expect(screen.getByText("12345")).toBeTruthy();
    expect((screen.getByRole("textbox") as unknown as { value: string }).value).toBe("AAAA BBBB");
  });

  it("asks for a code first, and keeps it when there is no net", async () => {
    render(<Real />);
    press("查一查");
    expect(screen.getAllByText("请填短信末尾的校验码").length).toBe(2);
    phone.online = false;
    ask("F222EA53");
    await screen.findByText("连不上网");
    expect((screen.getByRole("textbox") as unknown as { value: string }).value).toBe("F222EA53");
  });
});
