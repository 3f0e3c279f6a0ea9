/** What no net would take is kept, shown, and sent once. */
import { beforeEach, describe, expect, it, vi } from "vitest";

import { phone, type Reply } from "../../tests/stage/phone";
import { correctionKey, draft, keepDraft } from "../drafts";
import { here } from "../platform/here";
import { correct } from "./calls";
import type { Json } from "./json";
import { news } from "./news";
import { giveUp, onPending, replay, sendOrKeep, waiting } from "./pending";
import { Refusal } from "./refusals";
import { belongTo } from "./whose";

const refused = { status: 409, body: { code: "stale", title: "", detail: "", status: 409, errors: [] } };

describe("with a net", () => {
  it("an answer comes at once and nothing is kept", async () => {
    phone.routes({ "POST /x": { status: 200, body: { ok: true } } });
    expect(await sendOrKeep("/x", {}, { about: "撤回" })).toEqual({ ok: true });
    expect(waiting()).toEqual([]);
  });

  it("a refusal is raised and not kept", async () => {
    phone.routes({ "POST /x": refused });
    await expect(sendOrKeep("/x", {}, { about: "撤回" })).rejects.toBeInstanceOf(Refusal);
    expect(waiting()).toEqual([]);
  });
});

describe("without one", () => {
  beforeEach(async () => {
    phone.goOnline(false);
    expect(await sendOrKeep("/x", { a: 1 }, { about: "撤回", leads: "/apply/progress/index", back: "/apply/summary/index", key: "key-1" })).toBeNull();
  });

  it("is kept on the phone, so that a killed app loses nothing", () => {
    expect(JSON.parse(phone.storage.get("pending") ?? "[]")).toMatchObject([{ key: "key-1", path: "/x", body: { a: 1 }, about: "撤回" }]);
  });

  it("is sent with its own key when there is a net again", async () => {
    phone.goOnline(true);
    phone.routes({ "POST /x": { status: 200, body: {} } });
    const told = await replay();
    expect(told.sent.map(({ key }) => key)).toEqual(["key-1"]);
    expect(phone.asked.at(-1)).toMatchObject({ body: { a: 1 }, headers: { "idempotency-key": "key-1" } });
    expect(waiting()).toEqual([]);
  });

  it("goes in the order in which it was meant: a later one waits behind the first", async () => {
    phone.goOnline(true);
    phone.routes({ "POST /x": { status: 200, body: {} }, "POST /y": { status: 200, body: {} } });
    expect(await sendOrKeep("/y", {}, { about: "改了" })).toBeNull();
    await replay();
    expect(phone.asked.slice(-2).map((asked) => phone.pathOf(asked))).toEqual(["/x", "/y"]);
  });

  it("over which the house stumbles each time is told after some tries, and holds up nothing behind it", async () => {
    phone.goOnline(true);
    phone.routes({ "POST /x": { status: 500, body: { code: "unexpected", title: "出了点问题", detail: "", status: 500, errors: [] } }, "POST /y": { status: 200, body: {} } });
    await sendOrKeep("/y", {}, { about: "改了" });
    let tries = 0;
    for (; waiting().length > 0 && tries < 20; tries += 1) await replay();
    expect(tries).toBeGreaterThan(2);
    expect(waiting()).toEqual([]);
    expect(phone.pathOf(phone.asked.at(-1)!)).toBe("/y");
    expect(news()).toMatchObject([{ key: "key-1", leads: "/apply/summary/index", refused: "出了点问题" }]);
  });

  it("stops at the first that still cannot go, and keeps the rest", async () => {
    await sendOrKeep("/y", {}, { about: "改了" });
    const told = await replay();
    expect(told.sent).toEqual([]);
    expect(told.left).toHaveLength(2);
  });

  it("what the server refuses is told and not tried for ever", async () => {
    phone.goOnline(true);
    phone.routes({ "POST /x": refused });
    const told = await replay();
    expect(told.refused.map(({ pending }) => pending.key)).toEqual(["key-1"]);
    expect(waiting()).toEqual([]);
  });

  it.each([
    [401, "unauthenticated"],
    [429, "too_many"],
    [500, "unexpected"],
    [502, "unexpected"],
    [409, "in_progress"],
  ])("%s %s is no answer to it: it waits on", async (status, code) => {
    phone.goOnline(true);
    phone.routes({ "POST /x": [{ status, body: { ...refused.body, status, code } }, { status: 200, body: {} }], [`POST /sessions/${here.channel}`]: { status: 422, body: {} } });
    const told = await replay();
    expect([told.refused, told.left.length, told.stopped]).toMatchObject([[], 1, { status, code }]);
    expect((await replay()).sent.length).toBe(1);
    expect(new Set(phone.asked.filter((one) => phone.pathOf(one) === "/x").map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set(["key-1"]));
  });

  it("behind others it goes at once where there is a net again", async () => {
    phone.goOnline(true);
    phone.routes({ "POST /x": { status: 200, body: {} }, "POST /y": { status: 200, body: {} } });
    expect(await sendOrKeep("/y", {}, { about: "改了" })).toBeNull();
    await vi.waitFor(() => expect(waiting()).toEqual([]));
  });

  it("asked twice at once it is sent once", async () => {
    phone.goOnline(true);
    phone.routes({ "POST /x": { status: 200, body: {} } });
    const before = phone.asked.length;
    await Promise.all([replay(), replay()]);
    expect(phone.asked.length - before).toBe(1);
  });

  it("can be given up, and whoever shows it is told", () => {
    const told: number[] = [];
    const stop = onPending((list) => told.push(list.length));
    giveUp("key-1");
    stop();
    giveUp("key-1");
    expect(told).toEqual([0]);
  });
});

describe("what was done, but whose answer is lost", () => {
  const lost = { status: 409, body: { ...refused.body, code: "answer_lost", detail: "请查看当前进度" } };
  const keeping = { about: "老年证", leads: "/apply/progress/index?id=a", back: "/apply/summary/index?id=a", sheet: "a", key: "k" };
  const sheet = { scene: "senior-card", title: "", application: "a", version: 3, answers: {}, unsent: [], at: "" };
  const send = async (version: number, status = 200) => {
    keepDraft("a", sheet);
    phone.routes({ "POST /applications/a/submit": ["offline", "offline", lost], "GET /applications/a": { status, body: { version } } });
    expect(await sendOrKeep("/applications/a/submit", { version: 3 }, keeping)).toBeNull();
    return replay();
  };

  it("has arrived: its application says so", async () => {
    expect(await send(4)).toMatchObject({ sent: [{ key: "k" }], refused: [], left: [] });
    expect([news(), draft("a")]).toMatchObject([[{ leads: keeping.leads, refused: null }], null]);
  });

  it("is told with the way back where nothing came of it", async () => {
    expect((await send(3)).refused.length).toBe(1);
    expect([news(), draft("a")?.version]).toMatchObject([[{ leads: keeping.back, refused: "请查看当前进度" }], 3]);
  });

  it("waits on where the application cannot be asked", async () => {
    expect(await send(4, 503)).toMatchObject({ sent: [], refused: [], left: [{ key: "k" }] });
  });

  it("is found out by itself when it is sent the first time, too", async () => {
    phone.routes({ "POST /applications/a/submit": lost });
    expect(await sendOrKeep("/applications/a/submit", { version: 3 }, keeping)).toBeNull();
    expect(waiting().length).toBe(1);
  });
});

describe("a correction that went out later", () => {
  const send = async (reply: { status: number; body: Json }) => {
    keepDraft(correctionKey("a"), { scene: "", title: "", application: "a", version: null, answers: {}, unsent: [], at: "" });
    phone.goOnline(false);
    await correct("a", 3, {}, { about: "改身份证", leads: "/apply/progress/index?id=a", back: "/apply/correct/index?id=a", key: "k" });
    phone.goOnline(true);
    phone.routes({ "POST /applications/a/correct": reply });
    await replay();
  };

  it("leaves nothing typed behind, so that a new wish of the office is new", async () => {
    await send({ status: 200, body: {} });
    expect([draft(correctionKey("a")), news()]).toMatchObject([null, [{ refused: null, leads: "/apply/progress/index?id=a" }]]);
  });

  it("and was refused keeps what was typed, and is told with the way back to it", async () => {
    await send(refused);
    expect([draft(correctionKey("a"))?.application, news()]).toMatchObject(["a", [{ refused: "", leads: "/apply/correct/index?id=a" }]]);
  });
});

it("what one person sent is not settled for another who came meanwhile", async () => {
  belongTo("1");
  phone.goOnline(false);
  await sendOrKeep("/x", {}, { about: "老年证", leads: "/apply/progress/index?id=a", key: "k" });
  phone.goOnline(true);
  let answer: (reply: Reply) => void = () => undefined;
  phone.city(() => new Promise((later) => (answer = later)));
  const sending = replay();
  belongTo("2");
  answer({ status: 200, body: {} });
  expect([(await sending).sent, waiting(), news()]).toEqual([[], [], []]);
  belongTo("1");
  expect(waiting()).toMatchObject([{ key: "k" }]);
});

it("a storage that holds rubbish is an empty one", () => {
  phone.storage.set("pending", "{");
  expect(waiting()).toEqual([]);
});
