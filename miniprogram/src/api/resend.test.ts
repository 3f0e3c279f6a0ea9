/** While the app is open what waits does not stand still. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { phone } from "../../tests/stage/phone";
import { sendOrKeep, waiting } from "./pending";
import { keepSending, rest, sendNow, wake } from "./resend";
import { here } from "../platform/here";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
let stop: () => void = () => undefined;
/** How often it was tried: each try asks twice. */
const tries = (): number => phone.asked.filter((one) => phone.pathOf(one) === "/x").length / 2;
const passes = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(async () => {
  vi.useFakeTimers();
  stop = keepSending();
  wake();
  phone.goOnline(false);
  await sendOrKeep("/x", {}, { about: "老年证" });
  expect(tries()).toBe(1);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const answers = (status: number): void => phone.routes({ "POST /x": { status, body: { status, code: "x" } }, [`POST /sessions/${here.channel}`]: { status: 422, body: {} } });

describe("what waits", () => {
  it("goes by itself once it can, though the phone never said that there was no net", async () => {
    phone.online = true;
    answers(200);
    await passes(5 * SECOND);
    expect([waiting(), vi.getTimerCount()]).toEqual([[], 0]);
  });

  it("is tried after longer and longer pauses, at most every five minutes", async () => {
    await passes(5 * SECOND);
    expect(tries()).toBe(2);
    await passes(9 * SECOND);
    expect(tries()).toBe(2);
    await passes(SECOND);
    expect(tries()).toBe(3);
    await passes(60 * MINUTE);
    const before = tries();
    await passes(5 * MINUTE);
    expect(tries()).toBe(before + 1);
  });

  it("is not tried while the app is out of sight, and at once when it is shown again", async () => {
    rest();
    await passes(60 * MINUTE);
    expect(tries()).toBe(1);
    wake();
    await passes(0);
    expect(tries()).toBe(2);
  });

  it("is tried at once when there is a reason to, and soon again then", async () => {
    await passes(60 * MINUTE);
    const before = tries();
    sendNow();
    await passes(5 * SECOND);
    expect(tries()).toBe(before + 2);
  });

  it("for the person to sign in is not tried over and over", async () => {
    phone.online = true;
    answers(401);
    await passes(5 * SECOND);
    const asked = phone.asked.length;
    await passes(60 * MINUTE);
    expect([waiting().length, phone.asked.length]).toEqual([1, asked]);
    answers(200);
    sendNow();
    await passes(0);
    expect(waiting()).toEqual([]);
  });

  it("is not tried any more once nobody keeps it moving", async () => {
    stop();
    await passes(60 * MINUTE);
    expect(tries()).toBe(1);
  });
});
