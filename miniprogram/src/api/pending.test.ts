/** What no net would take is kept, shown, and sent once. */
import { beforeEach, describe, expect, it } from "vitest";

import { phone } from "../../tests/stage/phone";
import { giveUp, onPending, replay, sendOrKeep, waiting } from "./pending";
import { Refusal } from "./refusals";

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

it("a storage that holds rubbish is an empty one", () => {
  phone.storage.set("pending", "{");
  expect(waiting()).toEqual([]);
});
