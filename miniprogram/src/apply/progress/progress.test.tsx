import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { aCase, anApplication, anOrder, me, ok, refused } from "../../../tests/stage/cases";
import { heard } from "../../../tests/stage/heard";
import { phone, type Reply } from "../../../tests/stage/phone";
import type { Application } from "../../api/shapes";
import { choose } from "../../look/manner";
import { here } from "../../platform/here";
import { bills, refundRules, standing } from "./bills";
import Progress from ".";
import { headline, moved, offices, people } from "./standing";

const never = new Promise<Reply>(() => undefined);
let known = 0;

function city(view: Application | Reply, more: Record<string, Reply> = {}): void {
  phone.city((asked) => {
    const path = phone.pathOf(asked);
    if (path === `/sessions/${here.channel}`) return { status: 201, body: { token: "t", expires_at: "", citizen: me } };
    if (path.endsWith("/events")) return never;
    if (`${asked.method} ${path}` in more) return more[`${asked.method} ${path}`] as Reply;
    if (path.startsWith("/applications/")) return typeof view === "string" || "status" in view ? (view as Reply) : ok(view);
    return { status: 404, body: null };
  });
}

/** Each its own, so that nothing that was seen before stands there. */
function open(view: Partial<Application>): void {
  known += 1;
  const id = `a${known}`;
  phone.params = { id };
  city(anApplication({ ...view, id }));
}

beforeEach(() => choose({ flow: "standard" }));

const documents = [{ id: "d1", kind: "x", title: "受理通知书", number: "1 号", issued_on: "2026-11-22", case: "c1" }];
const party = (more: object) => ({ role: "parent", name: "林*", state: "invited" as const, says: "另一位家长", confirm_by: "2026-12-04", phone: null, you: false, said: [], ...more });

describe("in words", () => {
  it("says who is waited for, which paper, or whose turn it is", () => {
    expect(headline(anApplication({ parties: [party({})] })).says).toBe("填好了，等另一位家长同意");
    expect(headline(anApplication({ parties: [party({ you: true })], role: "parent", actions: ["confirm", "decline"] })).says).toBe("等您看一看、点同意");
    const owes = aCase({ owed: [{ material: "hukou", label: "户口簿", owed_on: "2026-12-01", state: "owed" }] });
    expect(headline(anApplication({ state: "needs_you", cases: [owes] })).says).toBe("正在办，还要补户口簿");
    expect(headline(anApplication({ state: "to_pay", role: "parent" })).says).toBe("等申请人那边");
    expect(headline(anApplication({ state: "done" }))).toMatchObject({ says: "办好了", outcome: "yes" });
  });

  it("sorts many offices: waiting for you, now, later, done", () => {
    const cases = [
      aCase({ id: "done", result: "approved", state: "closed" }), aCase({ id: "later", waits: ["等甲办好"], waits_for: ["now"], state: "submitted" }),
      aCase({ id: "now" }), aCase({ id: "you", state: "correction" }),
    ];
    expect(offices(anApplication({ cases })).map(({ group, lines }) => [group, lines.map(({ id }) => id)])).toEqual([["you", ["you"]], ["now", ["now"]], ["later", ["later"]], ["over", ["done"]]]);
    expect(offices(anApplication({ cases: cases.slice(0, 2) })).map(({ group }) => group)).toEqual([""]);
  });

  it("what another person has to do is not theirs", () => {
    const [group] = offices(anApplication({ role: "parent", cases: [aCase({ state: "pay_pending" })] }));
    expect(group?.lines[0]?.says).toBe("等申请人那边");
  });

  it("says why the day moved, the newest first", () => {
    const told = [{ at: "", from: "2026-12-20", to: "2026-12-25", why: "停了三天。" }, { at: "", from: "2026-12-25", to: "2026-12-18", why: "" }];
    expect(moved({ moved: told })).toEqual(["比原来说的 12月25日 星期五早", "原来说 12月20日 星期日。停了三天。"]);
  });

  it("tells of everybody once, and of nobody when one is alone in it", () => {
    expect(people([party({ you: true, state: "confirmed", name: "何静" }), party({ you: true, role: "subject", name: "何静" }), party({})]).map(({ name }) => name)).toEqual(["何静（您）", "林*"]);
    expect(people([party({ you: true })])).toEqual([]);
  });

  it("one bill a payee, each order with where it stands and what went back", () => {
    const refunds = [{ fen: 500, state: "done" as const, because: "", at: "2026-11-24T10:00:00.000+08:00" }];
    const orders = [anOrder(), anOrder({ id: "o2", fen: 500 }), anOrder({ id: "o3", payee: "health", state: "paid", paid_at: "2026-11-22T16:00:00.000+08:00", refunds })];
    expect(bills(orders).map(({ orders: ids, shown }) => [ids, shown.fen])).toEqual([[["o1", "o2"], 2500]]);
    expect(standing(orders).at(-1)?.shown.said).toEqual(["11月22日 星期日付好了", "11月24日 星期二退回 5.00 元，原路到账"]);
    expect(refundRules(anApplication({ orders }), { items: [{ slug: "id-card", item: "id-card", fee: { refund: "automatic" } }] } as never)).toEqual(["没有办成的话，钱自动原路退回。"]);
  });
});

describe("the screen", () => {
  it.each(["standard", "elder"] as const)("tells how far it is, and is heard, in the %s flow", async (flow) => {
    choose({ flow });
    open({ state: "to_pay", actions: ["pay", "withdraw"], orders: [anOrder()], cases: [aCase({ state: "pay_pending" })], documents });
    const { container } = render(<Progress />);
    await screen.findByText("12月25日 星期五");
    expect(await heard(container)).toEqual([]);
    expect(screen.getByText("最晚 11月27日 星期五")).toBeTruthy();
    fireEvent.click(screen.getByText("去付 20.00 元"));
    expect(phone.pages.at(-1)).toMatch(/^\/apply\/pay\/index\?id=a/);
  });

  it("a message leads to the very case: signed in without a word, asked by its id", async () => {
    open({});
    render(<Progress />);
    await screen.findByText("会儿不用您做什么", { exact: false });
    expect(phone.asked.map((asked) => phone.pathOf(asked)).slice(0, 2)).toEqual([`/sessions/${here.channel}`, `/applications/${phone.params.id}`]);
  });

  it("opens a notice of law in the platform's reader", async () => {
    open({ documents });
    const view = anApplication({ id: phone.params.id as string, documents });
    city(view, { "GET /documents/d1.pdf": ok(null) });
    render(<Progress />);
    fireEvent.click(await screen.findByText("受理通知书"));
    await waitFor(() => expect(phone.shown).toEqual(["tmp://d1.pdf"]));
  });

  it("what is not theirs is said, with the ways there are", async () => {
    phone.params = { id: "other" };
    city(refused(404, "application_unknown"));
    render(<Progress />);
    await screen.findByText("没有找到这件事");
    fireEvent.click(screen.getByText("换一个手机号登录"));
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/sms-sign-in/index"));
  });

  it("a draft is no progress: on to its sheet", async () => {
    open({ state: "draft" });
    render(<Progress />);
    await waitFor(() => expect(phone.pages.at(-1)).toMatch(/^\/apply\/sheet\//));
  });

  it("without a net says so, and comes by itself with it", async () => {
    open({});
    phone.online = false;
    render(<Progress />);
    await screen.findByText("连不上网");
    phone.goOnline(true);
    await screen.findByText("正在办");
  });

  it("seen before and no net: what was seen, and that it is not of now", async () => {
    open({});
    const first = render(<Progress />);
    await screen.findByText("正在办");
    first.unmount();
    phone.online = false;
    render(<Progress />);
    await screen.findByText("正在办");
    await screen.findByText("连不上网，这是刚才看到的", { exact: false });
  });
});
