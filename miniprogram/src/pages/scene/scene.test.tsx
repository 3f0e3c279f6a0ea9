import { readFileSync } from "node:fs";
import path from "node:path";

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { heard } from "../../../tests/stage/heard";
import { phone, type Reply } from "../../../tests/stage/phone";
import { passed, turnedBack } from "../../account";
import type { Check, Scene } from "../../api/shapes";
import { draft, drafts, keepDraft } from "../../drafts";
import { choose } from "../../look/manner";
import { here } from "../../platform/here";
import { guideOf, nextStep, say, standing, unhear } from "./guide";
import ScenePage from ".";

const read = (slug: string): Scene => (JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../../../tests/conformance/scenes/${slug}.json`), "utf8")) as { scene: Scene }).scene;
const scene = read("senior-card");
const me = { id: "1", name: null, id_number: null, phone: null, assurance: 0, accounts: [], acting_for: [] };
const check = (more: Partial<Check>): Check => ({
  outcome: "maybe", reasons: [{ id: "age", outcome: "maybe", says: "年满 60 周岁", saw: {} }], missing: [], questions: [], alternatives: [],
  materials: [
    { id: "id_card", item: "senior-card", label: "身份证", from: "licence.id_card", have: null, may_follow: null, sure: true },
    { id: "hukou", item: "senior-card", label: "户口簿", from: "upload", have: false, may_follow: null, sure: true },
  ],
  fee: { fen: 0, lines: [], basis: [] }, promise: { working_days: 1, due_on: "2026-11-23", visits: 0 },
  cases: [{ item: "senior-card", department: "civil-affairs", department_name: "东湖区民政局", after: [], working_days: 1, sure: true }], filled: {}, fees: [], visits: [], confirms: [], ...more,
});
const YES: Partial<Check> = { outcome: "yes", reasons: [{ id: "age", outcome: "yes", says: "年满 60 周岁：您 66 岁", saw: { "subject.age": 66 } }] };
const ok = (body: unknown): Reply => ({ status: 200, body: body as never });
const city = (more: Record<string, Reply | Reply[]> = {}): void =>
  phone.routes({
    [`POST /sessions/${here.channel}`]: { status: 201, body: { token: "t1", expires_at: "", citizen: me } },
    "GET /me": ok(me),
    "GET /scenes/senior-card": ok(scene),
    "GET /scenes": ok({ items: [], next: null }),
    "POST /scenes/senior-card/check": ok(check({})),
    "GET /applications": ok({ items: [], next: null }),
    ...more,
  });
const at = (step = ""): ReturnType<typeof render> => {
  cleanup();
  phone.params = { slug: "senior-card", ...(step ? { step } : {}) };
  return render(<ScenePage />);
};
const checks = (): number => phone.asked.filter(({ url }) => url.endsWith("/check")).length;

beforeEach(() => {
  unhear();
  city();
});

describe("what it is", () => {
  it("says what to bring, the cost, the date and who handles it, and what the law calls it", async () => {
    const { container } = at();
    await screen.findByText("1 样要您准备");
    for (const words of ["不收费", "最晚 11月23日 星期一", "户口簿：要您提供", "法定名称：老年人优待证申领", "拿不准，打电话问"]) expect(screen.getByText(words)).toBeTruthy();
    expect(await heard(container)).toEqual([]);
  });

  it("still stands without a net, where it was seen before, and lets one answer", async () => {
    at();
    await screen.findByText("1 样要您准备");
    unhear();
    phone.online = false;
    at();
    await screen.findByText("要带什么、多少钱、哪天办好，连上网就告诉您。");
    fireEvent.click(screen.getByText("看我能不能办"));
    expect(phone.pages.at(-1)).toContain("step=");
  });

  it("that is gone leads to finding", async () => {
    city({ "GET /scenes/senior-card": { status: 404, body: { status: 404, code: "scene_unknown", title: "", detail: "", errors: [] } } });
    at();
    fireEvent.click(await screen.findByText("去找一找"));
    expect(phone.pages.at(-1)).toBe("/pages/search/index");
  });
});

describe("its questions", () => {
  it("come one a page, judged here, without asking the net in between", async () => {
    at();
    await screen.findByText("1 样要您准备");
    const before = checks();
    fireEvent.click(screen.getByText("看我能不能办"));
    expect(phone.pages.at(-1)).toBe("/pages/scene/index?slug=senior-card&step=subject.age");
    at("subject.age");
    fireEvent.change(await screen.findByRole("textbox"), { target: { value: "66" } });
    fireEvent.click(screen.getByText("继续"));
    expect(phone.pages.at(-1)).toBe("/pages/scene/index?slug=senior-card&step=household");
    expect([guideOf("senior-card").answers, checks()]).toEqual([{ "subject.age": "66" }, before]);
  });

  it("go to the answer as soon as it is a no", () => {
    say(scene, "subject.age", 59);
    expect(nextStep(scene)).toBe("answer");
  });

  it("say what is wrong with an answer, and keep it", async () => {
    at("subject.age");
    fireEvent.change(await screen.findByRole("textbox"), { target: { value: "sixty" } });
    fireEvent.click(screen.getByText("继续"));
    expect(screen.getAllByText("请填数字").length).toBeGreaterThan(0);
    expect((screen.getByRole("textbox") as unknown as { value: string }).value).toBe("sixty");
    expect(guideOf("senior-card").asked).toEqual([]);
  });

  it("may be skipped, and are not asked again", async () => {
    at("subject.age");
    fireEvent.click(await screen.findByText("不清楚，先跳过"));
    expect(guideOf("senior-card")).toEqual({ answers: {}, asked: ["subject.age"] });
    expect(nextStep(scene)).toBe("household");
  });

  it("show what was answered when one goes back, and the guide is found again at home", async () => {
    say(scene, "subject.age", "66");
    at("subject.age");
    await waitFor(() => expect((screen.getByRole("textbox") as unknown as { value: string }).value).toBe("66"));
    expect(drafts().map(({ draft: one }) => [one.scene, one.application])).toEqual([["senior-card", null]]);
  });

  it("keep what is being typed: it stands there after a phone call, and the answer before holds until the new one is given", async () => {
    const box = (): { value: string } => screen.getByRole("textbox") as unknown as { value: string };
    say(scene, "subject.age", "66");
    at("subject.age");
    fireEvent.change(await screen.findByRole("textbox"), { target: { value: "7" } });
    at("subject.age");
    await screen.findByRole("textbox");
    expect([box().value, guideOf("senior-card").answers]).toEqual(["7", { "subject.age": "66" }]);
    fireEvent.change(box() as never, { target: { value: "70" } });
    fireEvent.click(screen.getByText("继续"));
    expect([standing("senior-card", "subject.age"), guideOf("senior-card").answers]).toEqual(["70", { "subject.age": "70" }]);
  });

  it("typed into for the first time are no answer yet, but are kept", async () => {
    at("subject.age");
    fireEvent.change(await screen.findByRole("textbox"), { target: { value: "6" } });
    expect([standing("senior-card", "subject.age"), guideOf("senior-card").asked, nextStep(scene)]).toEqual(["6", [], "subject.age"]);
    fireEvent.click(screen.getByText("不清楚，先跳过"));
    expect([standing("senior-card", "subject.age"), guideOf("senior-card").asked]).toEqual(["6", ["subject.age"]]);
  });

  it("are answered by one tap in the elder flow", async () => {
    choose({ flow: "elder" });
    say(scene, "subject.age", 66);
    const { container } = at("household");
    fireEvent.click(await screen.findByText("在"));
    expect(guideOf("senior-card").answers).toEqual({ "subject.age": 66, household: "here" });
    expect(phone.pages.at(-1)).toBe("/pages/scene/index?slug=senior-card&step=answer");
    expect(await heard(container)).toEqual([]);
  });

  it("that the scene no longer has lead on", async () => {
    at("telepathy");
    await screen.findByText("这件事的问题改过了，请接着答。");
  });
});

describe("the answer", () => {
  beforeEach(() => {
    say(scene, "subject.age", 66);
    say(scene, "household", "here");
  });

  it("is the city's, with what it saw", async () => {
    city({ "POST /scenes/senior-card/check": ok(check(YES)) });
    const { container } = at("answer");
    await screen.findByText("年满 60 周岁：您 66 岁");
    expect(screen.getByText("您可以办")).toBeTruthy();
    expect(await heard(container)).toEqual([]);
  });

  it("without a net is this phone's own, and says so", async () => {
    at();
    await screen.findByText("1 样要您准备");
    unhear();
    phone.online = false;
    at("answer");
    await screen.findByText("这是手机先算的，连上网再核一遍才算数。");
    expect(screen.getByText("您可以办")).toBeTruthy();
  });

  it("of the city replaces the phone's own", async () => {
    city({ "POST /scenes/senior-card/check": ok(check({ outcome: "no", reasons: [{ id: "first", outcome: "no", says: "每人一张老年证", saw: {} }], alternatives: [{ because: "first", says: "名下已经有老年证" }] })) });
    at("answer");
    await screen.findByText("名下已经有老年证");
    expect(screen.getByText("现在还不能办")).toBeTruthy();
    fireEvent.click(screen.getByText("看看别的事"));
    expect(phone.pages).toEqual(["/pages/home/index"]);
  });

  it("too early today offers a reminder with its day", async () => {
    const early = check({ outcome: "no", alternatives: [{ because: "age", remind: { on: "2027-11-10", tell_on: "2027-10-11" } }] });
    const reminder = { id: "r1", scene: "senior-card", title: "", possible_on: "2027-11-10", tell_on: "2027-10-11" };
    city({ "POST /scenes/senior-card/check": ok(early), "POST /scenes/senior-card/reminders": { status: 201, body: { ...reminder, state: "waiting" } }, "POST /reminders/r1/drop": ok({ ...reminder, state: "dropped" }) });
    at("answer");
    await screen.findByText(/您 60 岁生日是 2027年11月10日/);
    fireEvent.click(screen.getByText("到时候提醒我"));
    await screen.findByText("记下了，到时候提醒您");
    fireEvent.click(screen.getByText("不用提醒了"));
    await screen.findByText("到时候提醒我");
  });
});

describe("beginning", () => {
  const sheet = { id: "app1", version: 1, answers: { household: "here" } };
  beforeEach(() => {
    say(scene, "subject.age", 66);
    say(scene, "household", "here");
  });
  const posted = (end: string): unknown[] => phone.asked.filter(({ method, url }) => method === "POST" && url.endsWith(end)).map(({ body }) => body);

  it("asks who one is only now, and carries on where it was", async () => {
    city({ "POST /scenes/senior-card/check": ok(check(YES)), "GET /me": [ok(me), ok({ ...me, assurance: 3 })], "POST /applications": { status: 201, body: sheet } });
    at("answer");
    fireEvent.click(await screen.findByText("开始办"));
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/verify-me/index"));
    phone.pages.pop();
    passed();
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/sheet/index?id=app1"));
    expect(posted("/applications")).toEqual([{ scene: "senior-card", answers: { "subject.age": 66, household: "here" } }]);
    expect([draft("senior-card"), draft("app1")?.answers]).toEqual([null, { household: "here" }]);
  });

  it("leaves everything as it was for whoever turns back at the door", async () => {
    city({ "POST /scenes/senior-card/check": ok(check(YES)) });
    at("answer");
    fireEvent.click(await screen.findByText("开始办"));
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/verify-me/index"));
    turnedBack("verify-me");
    await waitFor(() => expect(screen.getByText("开始办").getAttribute("aria-disabled")).toBeNull());
    expect([posted("/applications"), screen.queryByText("这一步没有成")]).toEqual([[], null]);
  });

  it("stays with the answer when the records, seen now, say no", async () => {
    const no = check({ outcome: "no", reasons: [{ id: "age", outcome: "no", says: "年满 60 周岁：您 59 岁", saw: {} }] });
    city({ "POST /scenes/senior-card/check": [ok(check(YES)), ok(no)], "GET /me": [ok(me), ok({ ...me, assurance: 3 })] });
    at("answer");
    fireEvent.click(await screen.findByText("开始办"));
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/door/verify-me/index"));
    passed();
    await screen.findByText("刚查到您的记录，结果和先前不一样，请看一眼。");
    expect(screen.getByText("年满 60 周岁：您 59 岁")).toBeTruthy();
    expect(posted("/applications")).toEqual([]);
  });

  const there = { id: "old", scene: "senior-card", title: "", state: "draft", actions: ["answer"] };
  const goingOn = (): void =>
    city({
      "POST /scenes/senior-card/check": ok(check(YES)), "GET /me": ok({ ...me, assurance: 3 }), "GET /applications": ok({ items: [there], next: null }),
      "GET /applications/old": ok({ id: "old", version: 7, scene_version: scene.version, title: "老年证" }),
    });
  const start = async (): Promise<void> => {
    at("answer");
    fireEvent.click(await screen.findByText("开始办"));
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/sheet/index?id=old"));
  };

  it("goes on with the draft there is: what the guide learned waits in it to be sent, but no fact that only a guide asks", async () => {
    goingOn();
    await start();
    expect(draft("old")).toMatchObject({ application: "old", version: 7, answers: { household: "here" }, unsent: ["household"] });
    expect([draft("senior-card"), posted("/applications")]).toEqual([null, []]);
  });

  it("leaves the questions behind: back from the sheet leads to what stood before them", async () => {
    goingOn();
    const about = "/pages/scene/index?slug=senior-card";
    phone.pages = ["/pages/home/index", about, `${about}&step=subject.age`, `${about}&step=household`, `${about}&step=answer`];
    await start();
    expect(phone.pages).toEqual(["/pages/home/index", about, "/apply/sheet/index?id=old"]);
  });

  it("loses nothing that was typed, given, promised or agreed to in the sheet before", async () => {
    const given = { photo: [{ id: "u1", name: "a.jpg", size: 1 }] };
    const typed = { application: "old", answers: { pickup: "post", address: { street: "柳荫路 1 号" } }, unsent: ["address"], version: 6, given, promised: ["paper"], consented: ["true_statement"] };
    keepDraft("old", { scene: "senior-card", title: "老年证", at: "", ...typed });
    goingOn();
    await start();
    expect(draft("old")).toMatchObject({ ...typed, answers: { ...typed.answers, household: "here" }, unsent: ["address", "household"] });
  });

  it("leaves out what the city cannot read any more, and keeps the rest", async () => {
    const wrong: Reply = { status: 422, body: { status: 422, code: "invalid", title: "", detail: "", errors: [{ field: "household", code: "not_an_option", message: "" }] } };
    city({ "POST /scenes/senior-card/check": ok(check(YES)), "GET /me": ok({ ...me, assurance: 3 }), "POST /applications": [wrong, { status: 201, body: sheet }] });
    at("answer");
    fireEvent.click(await screen.findByText("开始办"));
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/sheet/index?id=app1"));
    expect(posted("/applications").at(-1)).toEqual({ scene: "senior-card", answers: { "subject.age": 66 } });
  });

  it("says so when the net is gone, keeps everything, and does not begin twice", async () => {
    city({ "POST /scenes/senior-card/check": ok(check(YES)), "GET /me": ok({ ...me, assurance: 3 }), "POST /applications": ["slow", "slow", { status: 201, body: sheet }] });
    at("answer");
    fireEvent.click(await screen.findByText("开始办"));
    await screen.findByText("您填过的都存在这台手机里，没有丢。");
    fireEvent.click(screen.getByText("再试一次"));
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/sheet/index?id=app1"));
    const keys = phone.asked.filter(({ method, url }) => method === "POST" && url.endsWith("/applications")).map(({ headers }) => headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(1);
  });
});
