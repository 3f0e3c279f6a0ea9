/** Who is here, without being asked; and the doors, which lead back to where one was. */
import { describe, expect, it, vi } from "vitest";

import { phone, type Reply } from "../../tests/stage/phone";
import { call } from "../api/client";
import { sendOrKeep, waiting } from "../api/pending";
import { Refusal } from "../api/refusals";
import { keepDraft, drafts } from "../drafts";
import { here } from "../platform/here";
import { carryOn, comeBack, doorFor, ensureSignedIn, lastKnown, onWho, open, passed, signedIn, signOut, TurnedBack, turnedBack, whoAmI } from ".";

/** The same tests run as both platforms. */
const SIGN_IN = `POST /sessions/${here.channel}`;
const me = { id: "1", name: null, id_number: null, phone: null, assurance: 0, accounts: [], acting_for: [] };
const session = { status: 201, body: { token: "t1", expires_at: "2026-12-22T00:00:00+08:00", citizen: me } };
const refusal = (status: number, code: string) => ({ status, body: { status, code, title: "", detail: "", errors: [], needed: 3 } });
/** The page that is open, once it is. */
const at = (door: string): Promise<void> => vi.waitFor(() => expect(phone.pages.at(-1)).toBe(`/door/${door}/index`));

describe("signing in", () => {
  it("happens by the platform's code, without a page", async () => {
    phone.routes({ [SIGN_IN]: session });
    expect(await ensureSignedIn()).toBe(true);
    expect(phone.asked[0]?.body).toEqual({ code: "code-1" });
    expect([signedIn(), phone.pages, lastKnown()]).toEqual([true, ["/pages/home/index"], me]);
  });

  it("survives a killed app, and asks for nothing then", async () => {
    phone.routes({ [SIGN_IN]: session });
    await ensureSignedIn();
    open();
    await ensureSignedIn();
    expect([signedIn(), phone.signInCodes]).toEqual([true, 1]);
  });

  it("is done once for many calls that find the token old at the same time", async () => {
    phone.routes({
      [SIGN_IN]: session,
      "GET /a": [refusal(401, "unauthenticated"), { status: 200, body: {} }],
      "GET /b": [refusal(401, "unauthenticated"), { status: 200, body: {} }],
    });
    await Promise.all([call("GET", "/a"), call("GET", "/b")]);
    expect(phone.signInCodes).toBe(1);
  });

  it("that the city refuses leaves one a stranger, and throws nothing away", async () => {
    phone.routes({ [SIGN_IN]: refusal(422, "code_over") });
    keepDraft("senior-card", { scene: "senior-card", title: "", application: null, version: null, answers: {}, unsent: [], at: "" });
    expect(await ensureSignedIn()).toBe(false);
    expect([signedIn(), drafts().length]).toEqual([false, 1]);
  });

  it("tells whoever draws it", async () => {
    phone.routes({ [SIGN_IN]: session, "GET /me": { status: 200, body: { ...me, assurance: 3 } } });
    const told: (number | undefined)[] = [];
    const stop = onWho((who) => told.push(who?.assurance));
    await whoAmI();
    stop();
    expect(told).toEqual([0, 3]);
  });
});

describe("another person on the same phone", () => {
  const as = (id: string): Reply => ({ status: 201, body: { ...session.body, citizen: { ...me, id } } });
  const typedBy = (scene: string, application: string | null) =>
    keepDraft(application ?? scene, { scene, title: scene, application, version: null, answers: { name: "张" }, unsent: [], at: "" });
  const keys = (): string[] => drafts().map(({ key }) => key);

  it("sees nothing of the former, who finds it again", async () => {
    phone.routes({ [SIGN_IN]: [as("1"), as("2"), as("1")], "POST /x": { status: 200, body: {} } });
    await ensureSignedIn();
    typedBy("senior-card", "app-1");
    phone.storage.set("cached:zh-CN:applications", "{}");
    phone.goOnline(false);
    await sendOrKeep("/x", {}, { about: "老年证" });
    phone.goOnline(true);
    await comeBack();
    expect([keys(), waiting(), phone.storage.has("cached:zh-CN:applications")]).toEqual([[], [], false]);
    await comeBack();
    expect([keys(), waiting().length]).toEqual([["app-1"], 1]);
  });

  it("is the visitor who typed before anybody was known", async () => {
    typedBy("senior-card", null);
    phone.routes({ [SIGN_IN]: as("1") });
    await ensureSignedIn();
    expect(keys()).toEqual(["senior-card"]);
    open();
    expect(keys()).toEqual(["senior-card"]);
  });

  it("is the same one by another account at a door: the guide goes on, a sheet of the other account does not", async () => {
    phone.routes({ [SIGN_IN]: [as("1"), as("2")], "POST /x": [refusal(403, "assurance_needed"), { status: 200, body: {} }] });
    await ensureSignedIn();
    typedBy("senior-card", null);
    typedBy("newborn", "app-1");
    const doing = carryOn(() => call("POST", "/x"));
    await at("verify-me");
    await comeBack();
    passed();
    await doing;
    expect(keys()).toEqual(["senior-card"]);
  });
});

describe("a code that was over", () => {
  const over: Reply = { status: 422, body: { status: 422, code: "invalid", title: "", detail: "", errors: [{ field: "code", code: "platform_code_over", message: "" }] } };

  it("is asked for afresh, once", async () => {
    phone.routes({ [SIGN_IN]: [over, session] });
    expect([await ensureSignedIn(), phone.signInCodes]).toEqual([true, 2]);
  });

  it("and over again leaves one a stranger", async () => {
    phone.routes({ [SIGN_IN]: over });
    expect([await ensureSignedIn(), phone.signInCodes]).toEqual([false, 2]);
  });
});

describe("signing out", () => {
  it("takes what is private along, and does not sign in again by itself", async () => {
    phone.routes({ [SIGN_IN]: session, "POST /sessions/current/end": { status: 200, body: {} } });
    await ensureSignedIn();
    keepDraft("x", { scene: "x", title: "", application: null, version: null, answers: { name: "张" }, unsent: [], at: "" });
    await signOut();
    expect([signedIn(), await ensureSignedIn(), drafts()]).toEqual([false, false, []]);
    expect([...phone.storage.values()].join()).not.toContain("张");
  });

  it("works without a net, too, and one can come back", async () => {
    phone.routes({ [SIGN_IN]: session });
    await ensureSignedIn();
    phone.goOnline(false);
    await signOut();
    expect(signedIn()).toBe(false);
    phone.goOnline(true);
    expect(await comeBack()).toBe(true);
  });
});

describe("a door", () => {
  it.each([
    ["assurance_needed", 403, "verify-me"],
    ["phone_needed", 409, "phone"],
    ["unauthenticated", 401, "sms-sign-in"],
    ["not_allowed", 403, null],
  ])("for %s (%s) is %s", (code, status, door) => {
    expect(doorFor(new Refusal(status, code))).toBe(door);
  });

  it("leads to a page, and the action carries on where it was", async () => {
    phone.routes({ [SIGN_IN]: session, "POST /x": [refusal(403, "assurance_needed"), { status: 200, body: { sent: true } }] });
    const doing = carryOn(() => call("POST", "/x", { body: { typed: "kept" } }));
    await at("verify-me");
    passed();
    expect(await doing).toEqual({ sent: true });
    expect(phone.asked.at(-1)?.body).toEqual({ typed: "kept" });
  });

  it("may lead to a second one: a phone first, then the name", async () => {
    phone.routes({ [SIGN_IN]: session, "POST /x": [refusal(409, "phone_needed"), refusal(403, "assurance_needed"), { status: 200, body: {} }] });
    const doing = carryOn(() => call("POST", "/x"));
    await at("phone");
    passed();
    await at("verify-me");
    passed();
    await doing;
  });

  it("that one turns back from is not an error of the action, and is told as what it is", async () => {
    phone.routes({ [SIGN_IN]: session, "POST /x": refusal(403, "assurance_needed") });
    const doing = carryOn(() => call("POST", "/x"));
    await at("verify-me");
    turnedBack("verify-me");
    await expect(doing).rejects.toBeInstanceOf(TurnedBack);
  });

  it("that changes nothing is not opened for ever", async () => {
    phone.routes({ [SIGN_IN]: session, "POST /x": refusal(403, "assurance_needed") });
    const doing = carryOn(() => call("POST", "/x"), 1);
    await at("verify-me");
    passed();
    await expect(doing).rejects.toMatchObject({ code: "assurance_needed" });
  });

  it("left behind after it was passed turns nobody back", async () => {
    phone.routes({ [SIGN_IN]: session, "POST /x": [refusal(403, "assurance_needed"), { status: 200, body: {} }] });
    const doing = carryOn(() => call("POST", "/x"));
    await at("verify-me");
    passed();
    turnedBack("verify-me");
    await expect(doing).resolves.toEqual({});
  });
});
