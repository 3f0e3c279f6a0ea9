/** Who is here, without being asked; and the doors, which lead back to where one was. */
import { describe, expect, it, vi } from "vitest";

import { phone, type Reply } from "../../tests/stage/phone";
import { call } from "../api/client";
import { sendOrKeep, waiting } from "../api/pending";
import { Refusal } from "../api/refusals";
import { keepDraft, drafts } from "../drafts";
import { here } from "../platform/here";
import { applications, me as askMe } from "../api/calls";
import { belongTo, whose } from "../api/whose";
import { carryOn, comeBack, doorFor, ensureSignedIn, entered, lastKnown, onWho, open, passed, signedIn, signOut, TurnedBack, turnedBack, whoAmI } from ".";

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

  it("does not send what a visitor before them had sent", async () => {
    phone.goOnline(false);
    await sendOrKeep("/x", {}, { about: "老年证" });
    phone.goOnline(true);
    phone.routes({ [SIGN_IN]: [as("1"), as("2")] });
    await ensureSignedIn();
    expect(waiting().length).toBe(1);
    await signOut();
    expect(waiting()).toEqual([]);
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

  const city = (more: Record<string, Reply | Reply[]> = {}): void =>
    phone.routes({ [SIGN_IN]: session, "POST /sessions/current/end": { status: 200, body: {} }, "GET /applications": refusal(401, "unauthenticated"), ...more });

  it("lasts: opening one's own things leads to the door, not in", async () => {
    city();
    await ensureSignedIn();
    await signOut();
    const doing = carryOn(() => applications());
    await at("sms-sign-in");
    turnedBack("sms-sign-in");
    await expect(doing).rejects.toBeInstanceOf(TurnedBack);
    open();
    await expect(askMe()).rejects.toBeInstanceOf(Refusal);
    expect([phone.signInCodes, signedIn()]).toEqual([1, false]);
  });

  it("is not undone by a sign-in that was on its way", async () => {
    city();
    await ensureSignedIn();
    let letIn: (reply: Reply) => void = () => undefined;
    phone.city((asked) => (asked.url.includes("/sessions/") && !asked.url.endsWith("/end") ? new Promise((later) => (letIn = later)) : refusal(401, "unauthenticated")));
    const asking = askMe().catch((error: unknown) => error);
    await vi.waitFor(() => expect(phone.asked.at(-1)?.body).toEqual({ code: "code-2" }));
    await signOut();
    letIn(session);
    expect([await asking, signedIn(), whose(), lastKnown()]).toMatchObject([{ status: 401 }, false, "", null]);
  });

  it("ends the session of who leaves, and clears their shelves, when the platform knows another", async () => {
    city({ "POST /sessions/current/end": refusal(401, "unauthenticated") });
    belongTo("1");
    keepDraft("theirs", { scene: "x", title: "", application: "theirs", version: null, answers: {}, unsent: [], at: "" });
    entered({ token: "text-1", expires_at: "", citizen: { ...me, id: "2" } });
    keepDraft("x", { scene: "x", title: "", application: "x", version: null, answers: { name: "张" }, unsent: [], at: "" });
    await signOut();
    expect(phone.asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer text-1"]);
    expect([...phone.storage.values()].join()).not.toContain("张");
    expect(await comeBack()).toBe(true);
    expect(drafts().map(({ key }) => key)).toEqual(["theirs"]);
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

describe("a session that ended", () => {
  const ended = refusal(401, "unauthenticated");
  const byText = (token = "text-1") => entered({ token, expires_at: "", citizen: { ...me, id: "2" } });
  const tokens = (path: string) => phone.asked.filter((one) => phone.pathOf(one) === path).map(({ headers }) => headers.authorization);

  it("of somebody who came by a text is not that of whose phone it is: they are asked, and it goes on as theirs", async () => {
    phone.routes({ [SIGN_IN]: session, "POST /x": [ended, ended, { status: 200, body: { done: true } }] });
    byText();
    const doing = carryOn(() => call("POST", "/x", { body: { typed: "kept" } }));
    await at("sms-sign-in");
    expect([phone.signInCodes, whose(), signedIn()]).toEqual([0, "2", false]);
    byText("text-2");
    passed();
    expect(await doing).toEqual({ done: true });
    expect(tokens("/x")).toEqual(["Bearer text-1", undefined, "Bearer text-2"]);
  });

  it("of somebody who came by a text is not another's after the app was killed, either", async () => {
    phone.routes({ [SIGN_IN]: session, "GET /me": ended });
    byText();
    await expect(askMe()).rejects.toMatchObject({ status: 401 });
    open();
    expect([await ensureSignedIn(), phone.signInCodes, whose()]).toEqual([false, 0, "2"]);
  });

  it("of a text may be left for the phone's own account, by choice; that renews itself from then on", async () => {
    phone.routes({ [SIGN_IN]: session, "GET /me": [ended, { status: 200, body: me }] });
    byText();
    expect([await comeBack(), whose()]).toEqual([true, "1"]);
    expect(await askMe()).toEqual(me);
  });

  it("is not taken from who came by a text because the platform knows nobody", async () => {
    phone.routes({ [SIGN_IN]: refusal(422, "code_over") });
    byText();
    expect([await comeBack(), signedIn()]).toEqual([false, true]);
  });

  it("that the platform renews as another sends nothing again", async () => {
    const other = { status: 201, body: { ...session.body, token: "t2", citizen: { ...me, id: "2" } } };
    phone.routes({ [SIGN_IN]: [session, other], "POST /x": [ended, { status: 200, body: {} }] });
    await ensureSignedIn();
    await expect(call("POST", "/x")).rejects.toMatchObject({ status: 401 });
    expect([tokens("/x"), whose()]).toEqual([["Bearer t1"], "2"]);
  });

  it("is found out late: the newer one stands", async () => {
    let answer: (reply: Reply) => void = () => undefined;
    phone.city((asked) => (asked.headers.authorization === "Bearer text-1" ? new Promise((later) => (answer = later)) : { status: 200, body: {} }));
    byText();
    const doing = call("POST", "/x");
    byText("text-2");
    answer(ended);
    await doing;
    expect([tokens("/x"), signedIn()]).toEqual([["Bearer text-1", "Bearer text-2"], true]);
  });

  it("still shows what is open to all", async () => {
    phone.routes({ "POST /scenes/x/check": [ended, { status: 200, body: {} }] });
    byText();
    await call("POST", "/scenes/x/check");
    expect(tokens("/scenes/x/check")).toEqual(["Bearer text-1", undefined]);
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

  it("that does not open is not waited for", async () => {
    phone.routes({ [SIGN_IN]: session, "POST /x": refusal(403, "assurance_needed") });
    phone.stuck = true;
    await expect(carryOn(() => call("POST", "/x"))).rejects.toMatchObject({ errMsg: "navigateTo:fail" });
    keepDraft("x", { scene: "x", title: "", application: null, version: null, answers: {}, unsent: [], at: "" });
    entered({ token: "t2", expires_at: "", citizen: { ...me, id: "2" } });
    expect(drafts()).toEqual([]); // nobody stands at a door: another has come
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
