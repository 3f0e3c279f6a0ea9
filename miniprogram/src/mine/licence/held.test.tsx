import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { anApplication, me, ok, refused } from "../../../tests/stage/cases";
import { heard } from "../../../tests/stage/heard";
import { phone, type Reply } from "../../../tests/stage/phone";
import type { Licence as Shape } from "../../api/shapes";
import { here } from "../../platform/here";
import Applications from "../applications";
import Letter from "../letter";
import Letters from "../letters";
import Licences from "../licences";
import Notice from "../notice";
import Licence from ".";

const licence: Shape = {
  id: "l1", kind: "senior-card", title: "老年人优待证", identifier: "1.2.156.3005", number: "LN1", status: "active", holder: "张国林", issued_by: "东湖区民政局", issued_on: "2026-11-22",
  valid_until: null, application_id: "a1", rows: [["姓名", "张国林"]], note: "", has_photo: true, version: 1,
};
const letter = { id: "t1", application_id: "a1", case_id: "c1", kind: "decided", title: "办好了", body: "第一行\n第二行", code: "ABCD EFGH", at: "2026-11-22T15:58:00.000+08:00", read: false };
const brief = (id: string, state: string) => ({ ...anApplication({ id, title: `事${id}` }), state, updated_at: "2026-11-22T15:58:00.000+08:00", actions: [], confirm_by: null });
/** By the city's clock, which is not the phone's. */
const CITY = Date.parse("2026-11-22T15:58:00+08:00");
const shown = (code: string, seconds: number): Reply => ({
  status: 200,
  body: { code, text: code, qr: "data:image/png;base64,x", expires_at: new Date(CITY + seconds * 1000).toISOString() },
  headers: { Date: new Date(CITY).toUTCString() },
});
const documents = [{ id: "d1", kind: "x", title: "准予决定书", number: "1 号", issued_on: "2026-11-22", case: "c1" }];

function city(more: Record<string, Reply | Reply[]> = {}): void {
  phone.routes({
    [`POST /sessions/${here.channel}`]: { status: 201, body: { token: "t", expires_at: "", citizen: me } },
    "GET /licences/l1": ok(licence), "GET /licences": ok({ items: [licence], next: null }), "GET /licences/l1/photo": ok(null), "GET /licences/l1.pdf": ok(null),
    "POST /licences/l1/show": [shown("7U4DEMPR", 60), shown("AAAA2222", 60)],
    "GET /letters": ok({ items: [letter], next: null, unread: 1 }), "POST /letters/t1/read": ok({ ...letter, read: true }),
    "GET /applications": ok({ items: [brief("1", "in_progress"), brief("2", "done")], next: "2" }), "GET /applications/a1": ok(anApplication({ documents })), "GET /documents/d1.pdf": ok(null), ...more,
  });
}

beforeEach(() => {
  phone.params = { id: "l1" };
  city();
});

describe("a licence", () => {
  it("is a document with its picture, its days and its law, and is heard", async () => {
    const { container } = render(<Licence />);
    for (const words of ["张国林", "东湖区民政局", "2026年11月22日", "长期"]) await screen.findByText(words);
    await waitFor(() => expect(screen.getByRole("img", { name: "持证人照片" }).getAttribute("src")).toBe("tmp://photo"));
    expect(await heard(container)).toEqual([]);
  });

  it("shown: bright, a code and its seconds; a tap renews it; put away, the screen is as before", async () => {
    const { container } = render(<Licence />);
    fireEvent.click(await screen.findByText("出示给人看"));
    await screen.findByText("7U4D EMPR");
    expect(phone.bright.at(-1)).toBe(1);
    expect(await heard(container)).toEqual([]);
    fireEvent.click(screen.getByText("换一个新码"));
    await screen.findByText("AAAA 2222");
    fireEvent.click(screen.getByText("收起来"));
    expect(screen.queryByText("AAAA 2222")).toBeNull();
    expect(phone.bright.at(-1)).toBe(-1);
  });

  it("a code lives as long as the city says, whatever the phone's clock", async () => {
    city({ "POST /licences/l1/show": shown("7U4DEMPR", 45) });
    render(<Licence />);
    fireEvent.click(await screen.findByText("出示给人看"));
    await screen.findByText("还有 45 秒");
  });

  it("a code that is over says so", async () => {
    city({ "POST /licences/l1/show": shown("7U4DEMPR", 0) });
    render(<Licence />);
    fireEvent.click(await screen.findByText("出示给人看"));
    await screen.findByText("过期了，换一个新的");
  });

  it("without a net it is there as it was known, and a code is not made up", async () => {
    const list = render(<Licences />);
    await screen.findByText("老年人优待证");
    list.unmount();
    phone.online = false;
    render(<Licence />);
    await screen.findByText("张国林");
    await screen.findByText("出示要连网", { exact: false });
    fireEvent.click(screen.getByText("出示给人看"));
    await screen.findByText("连不上网");
  });

  it("one that is not in force is not shown to anybody", async () => {
    city({ "GET /licences/l1": ok({ ...licence, status: "revoked", has_photo: false }) });
    render(<Licence />);
    await screen.findByText("被撤销了");
    expect(screen.queryByText("出示给人看")).toBeNull();
  });

  it("opens as PDF in the platform's reader; one that is not there is said", async () => {
    const { unmount } = render(<Licence />);
    fireEvent.click(await screen.findByText("打开 PDF，可以存下来"));
    await waitFor(() => expect(phone.shown).toEqual(["tmp://l1.pdf"]));
    unmount();
    city({ "GET /licences/l1": refused(404, "licence_unknown"), "GET /licences": ok({ items: [], next: null }) });
    render(<Licence />);
    await screen.findByText("没有这张证");
  });
});

describe("lists", () => {
  it("what was not read is marked, and opening a letter is reading it; it leads to its own case", async () => {
    const { unmount, container } = render(<Letters />);
    await screen.findByText("没看过，11月22日 星期日 15:58");
    expect(await heard(container)).toEqual([]);
    fireEvent.click(screen.getByText("办好了"));
    expect(phone.pages.at(-1)).toBe("/mine/letter/index?id=t1");
    unmount();
    phone.params = { id: "t1" };
    const opened = render(<Letter />);
    fireEvent.click(await screen.findByText("看这件事办到哪了"));
    expect(await heard(opened.container)).toEqual([]);
    expect(phone.pages.at(-1)).toBe("/apply/progress/index?id=a1");
    expect(phone.asked.some((asked) => phone.pathOf(asked) === "/letters/t1/read")).toBe(true);
  });

  it("applications: what goes on, what is over, and older ones once each", async () => {
    const { container } = render(<Applications />);
    await screen.findByText("我在办的");
    expect(await heard(container)).toEqual([]);
    city({ "GET /applications": ok({ items: [brief("2", "done"), brief("3", "done")], next: null }) });
    fireEvent.click(screen.getByText("更早的"));
    await screen.findByText("事3");
    expect(screen.getAllByText("事2")).toHaveLength(1);
    expect(screen.queryByText("更早的")).toBeNull();
  });

  it("what was known stands there without a net; nothing known says so, and nothing had is no error", async () => {
    const first = render(<Licences />);
    await screen.findByText("老年人优待证");
    first.unmount();
    phone.online = false;
    const again = render(<Licences />);
    await screen.findByText("连不上网，先看上次的。");
    screen.getByText("老年人优待证");
    again.unmount();
    render(<Letters />);
    await screen.findByText("连不上网");
    phone.online = true;
    city({ "GET /letters": ok({ items: [], next: null, unread: 0 }) });
    await act(async () => void fireEvent.click(screen.getByText("再试一次")));
    await screen.findByText("还没有通知。");
  });

  it("a notice of law says what it is and opens", async () => {
    phone.params = { application: "a1", id: "d1" };
    const { container } = render(<Notice />);
    await screen.findByText("准予决定书");
    expect(await heard(container)).toEqual([]);
    fireEvent.click(screen.getByText("打开看，可以存下来"));
    await waitFor(() => expect(phone.shown).toEqual(["tmp://d1.pdf"]));
  });
});
