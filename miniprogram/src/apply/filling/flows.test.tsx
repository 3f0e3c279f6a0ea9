/** The sheet from its beginning to its sending, over a pretend net: what is typed is never lost, and nothing is sent twice. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { beforeEach, describe, expect, it } from "vitest";

import { passed, whoAmI } from "../../account";
import { waiting, replay } from "../../api/pending";
import type { Json, JsonObject } from "../../api/json";
import type { Scene, Sheet as SheetShape } from "../../api/shapes";
import { draft, drafts, keepDraft, typed } from "../../drafts";
import { choose } from "../../look/manner";
import { type Asked, phone, type Reply } from "../../../tests/stage/phone";
import Materials from "../materials";
import Party from "../party";
import Sent from "../sent";
import Sheet from "../sheet";
import Summary from "../summary";

const FIXTURE = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../tests/conformance/scenes/senior-card.json"), "utf-8")) as { scene: Scene };
const SCENE = FIXTURE.scene;
const ME = { id: "me", name: "张*林", id_number: "9901********1111", phone: "199****0001", assurance: 3, accounts: [], acting_for: [] };

/** A city of one sheet. It merges answers, counts versions, and refuses what a test tells it to. */
class City {
  version = 1;
  answers: JsonObject = {};
  /** What was answered under a key is answered again. */
  answered = new Map<string, Reply>();
  state = "draft";
  submitted: JsonObject[] = [];
  refusals: Partial<Record<"answers" | "submit", Reply[]>> = {};
  papers: JsonObject[] = [];
  promises: JsonObject[] = [];
  uploads: JsonObject[] = [];
  cases: JsonObject[] = [];
  me: JsonObject = ME;
  today: Scene = SCENE;
  versionOfScene = SCENE.version;

  sheet(): Json {
    const chosen = this.answers["pickup"];
    const open = chosen === undefined ? ["pickup"] : chosen === "post" && !this.answers["address"] ? ["address"] : [];
    return {
      id: "app", version: this.version, state: this.state, scene: "senior-card", scene_version: this.versionOfScene, title: "我要办老年证", answers: this.answers,
      filled: { household: { value: "here", from: "人口库", on: "2026-11-21" }, photo: { value: "data:image/png;base64,AA", from: "电子证照库", on: "2026-11-21" } },
      todo: [...open.map((id) => ({ id, kind: "field", says: id })), ...this.papers.filter((one) => one["have"] === false).map((one) => ({ id: one["id"] as string, kind: "material", says: "" }))],
      parties: [{ role: "applicant", name: "张国林", state: "confirmed", says: "申请人", confirm_by: null, phone: null, you: true, said: [] }],
      consents: [{ id: "true_statement", says: "我填写的都是真实的", required: true }],
      uploads: this.uploads, promises: this.promises, fees: [], visits: [], told: [{ party: "您本人", how: "短信" }],
    };
  }

  answer(asked: Asked): Reply {
    const path = phone.pathOf(asked);
    const body = (asked.body ?? {}) as JsonObject;
    const now = { ...VIEW, state: this.state === "draft" ? "draft" : "submitted", version: this.version };
    const table: Record<string, () => Reply> = {
      "POST /sessions/wechat_mini": () => ({ status: 201, body: { token: "t", expires_at: "", citizen: this.me } }),
      "GET /scenes/senior-card": () => ({ status: 200, body: (asked.url.endsWith(`?version=${SCENE.version}`) ? SCENE : this.today) as unknown as Json }),
      "POST /scenes/senior-card/check": () => ({ status: 200, body: { ...CHECK, cases: this.cases, materials: this.papers } }),
      "GET /applications": () => ({ status: 200, body: { items: [], next: null } }),
      "GET /applications/app/sheet": () => ({ status: 200, body: this.sheet() }),
      "POST /applications/app/answers": () => this.refusals.answers?.shift() ?? this.once(asked, () => this.take(body)),
      "POST /applications/app/submit": () => this.refusals.submit?.shift() ?? this.submit(body),
      "POST /uploads/u1/remove": () => ({ status: 200, body: {} }),
      "GET /uploads/u1": () => ({ status: 200, body: null }),
      "GET /applications/app": () => ({ status: 200, body: now }),
    };
    return table[`${asked.method} ${path}`]?.() ?? { status: 404, body: { code: "not_found", title: "没有这个", detail: "", errors: [] } };
  }

  private once(asked: Asked, work: () => Reply): Reply {
    const key = asked.headers["idempotency-key"] ?? "";
    const reply = this.answered.get(key) ?? work();
    if (typeof reply !== "string" && reply.status === 200) this.answered.set(key, reply);
    return reply;
  }

  private take(body: JsonObject): Reply {
    if (this.state !== "draft") return { status: 409, body: { code: "submitted_already", title: "", detail: "", errors: [] } };
    if (body["version"] !== this.version) return { status: 409, body: { code: "stale", title: "", detail: "", version: this.version, errors: [] } };
    this.answers = { ...this.answers, ...(body["answers"] as JsonObject) };
    this.version += 1;
    return { status: 200, body: this.sheet() };
  }

  private submit(body: JsonObject): Reply {
    this.submitted.push(body);
    this.state = "submitted";
    return { status: 200, body: { id: "app", state: "submitted", query_code: "2NWJA7CA", submitted_at: "", due_on: null, cases: [], version: this.version + 1, orders: [] } };
  }
}

const CHECK: JsonObject = { outcome: "yes", reasons: [], cases: [], filled: {}, fee: { fen: 0 }, promise: { working_days: 1, due_on: "2026-12-03", visits: 0 } };
const CASE: JsonObject = {
  id: "c", number: "1", item: "senior-card", item_name: "老年人优待证申领", department: "d", department_name: "东湖区民政局", department_phone: "", state: "submitted",
  result: null, due_on: "2026-12-03", says: "", waits_for: [], waits: [], owed: [], correction: null, timeline: [],
};
const VIEW: JsonObject = {
  id: "app", scene: "senior-card", title: "我要办老年证", scene_version: SCENE.version, state: "submitted", query_code: "2NWJA7CA", created_at: "", submitted_at: "", due_on: "2026-12-03", late: null,
  cases: [CASE],
  timeline: [], licences: [], actions: ["withdraw"], version: 3, role: "applicant", parties: [], moved: [], orders: [], documents: [], deliveries: [],
};

let city: City;
beforeEach(() => {
  city = new City();
  phone.city((asked) => city.answer(asked));
  choose({ flow: "standard" });
});

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole("button", { name }));
const seen = (text: string | RegExp): Promise<unknown> => waitFor(() => screen.getAllByText(text));
const sentTo = (path: string): Asked[] => phone.asked.filter((asked) => asked.method === "POST" && phone.pathOf(asked) === path);

async function heard(container: unknown): Promise<void> {
  const rules = Object.fromEntries(["color-contrast", "region", "page-has-heading-one", "landmark-one-main", "heading-order"].map((id) => [id, { enabled: false }]));
  const { violations } = await axe.run(container as Parameters<typeof axe.run>[0] as never, { rules });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

/** A sheet that was begun on this phone. */
function kept(): void {
  const sheet = city.sheet() as unknown as SheetShape;
  keepDraft("app", { scene: "senior-card", title: "我要办老年证", application: "app", version: city.version, answers: city.answers, unsent: [], at: "", sheet });
  phone.params = { id: "app" };
}

async function begun(): Promise<ReturnType<typeof render>> {
  kept();
  const drawn = render(<Sheet />);
  await seen("我们填好的，请您看一眼");
  return drawn;
}

describe("the sheet", () => {
  it("shows what the city knows with its source, and lets change only what may be", async () => {
    const { container } = await begun();
    expect(screen.getByText(/来自人口库/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "修改 户口" })).toBeNull();
    expect(screen.getByRole("button", { name: "修改 近期一寸照片" })).toBeTruthy();
    await heard(container);
  });

  it("says everything that is missing at once, each by its name, and where", async () => {
    const { container } = await begun();
    press("继续");
    expect(screen.getByRole("link", { name: /领取方式/ })).toBeTruthy();
    expect(sentTo("/applications/app/answers")).toEqual([]);
    await heard(container);
  });

  it("keeps each change on the phone before anything is sent, and asks what an answer makes appear", async () => {
    await begun();
    fireEvent.click(screen.getByRole("radio", { name: "邮寄实体卡到家" }));
    expect(draft("app")?.answers["pickup"]).toBe("post");
    expect(draft("app")?.unsent).toEqual(["pickup"]);
    fireEvent.change(screen.getByRole("textbox", { name: /门牌/ }), { target: { value: "路" } });
    press("继续");
    expect(screen.getAllByText(/地址太短/).length).toBe(2);
    fireEvent.change(screen.getByRole("textbox", { name: /门牌/ }), { target: { value: "柳荫路 18 号 302" } });
    press("继续");
    await waitFor(() => expect(phone.pages.at(-1)).toContain("/apply/summary/index?id=app"));
    expect(city.answers).toMatchObject({ pickup: "post", address: { street: "柳荫路 18 号 302" } });
    expect(draft("app")?.unsent).toEqual([]);
  });

  it("goes on with the scene it began with, whatever the city asks for today", async () => {
    const [first] = SCENE.form;
    city.today = { ...SCENE, version: "2", form: [{ ...first, id: "new", kind: "text", says: "今天才问的？", label: "今天才问的" } as Scene["form"][number]] };
    await begun();
    await seen("老年证怎么给您？");
    expect(screen.queryByText("今天才问的？")).toBeNull();
    expect(phone.asked.filter((asked) => asked.url.endsWith(`?version=${SCENE.version}`)).length).toBe(1);
  });

  it("takes the newest when it was changed elsewhere, and keeps what was typed here", async () => {
    await begun();
    city.version = 7;
    city.answers = { pickup: "office", pickup_at: "990101001001" };
    fireEvent.click(screen.getByRole("radio", { name: "电子证，手机里出示" }));
    press("继续");
    await waitFor(() => expect(city.version).toBe(8));
    expect(city.answers["pickup"]).toBe("electronic");
    await waitFor(() => expect(draft("app")?.answers).toMatchObject({ pickup: "electronic", pickup_at: "990101001001" }));
  });

  it("puts the server's word at its field, and nothing is lost", async () => {
    await begun();
    city.refusals.answers = [{ status: 422, body: { code: "invalid", title: "", detail: "", errors: [{ field: "pickup", code: "not_an_option", message: "今天不能选这个" }] } }];
    fireEvent.click(screen.getByRole("radio", { name: "电子证，手机里出示" }));
    press("继续");
    await seen(/今天不能选这个/);
    expect(draft("app")?.answers["pickup"]).toBe("electronic");
    expect(draft("app")?.unsent).toEqual(["pickup"]);
  });

  it("opens the question the server found something wrong with, and the keyboard there", async () => {
    const line = { ...SCENE.form[0], id: "note", kind: "text", says: "还有什么要说？", label: "留言", optional: true, when: undefined, fill: undefined, options: undefined };
    city.today = { ...SCENE, form: [...SCENE.form, line as unknown as Scene["form"][number]] };
    city.answers = { pickup: "electronic" };
    await begun();
    fireEvent.change(screen.getByRole("textbox"), { target: { value: "啊" } });
    city.refusals.answers = [{ status: 422, body: { code: "invalid", title: "", detail: "", errors: [{ field: "note", code: "x", message: "这句我们看不懂" }] } }];
    press("继续");
    await seen(/这句我们看不懂/);
    await waitFor(() => expect(screen.getByRole("textbox").getAttribute("data-focus")).toBe("true"));
  });

  it("a photo that arrives after 继续 takes no other field's words away", async () => {
    let arrive = (_: Reply): void => undefined;
    const upload = new Promise<Reply>((resolve) => {
      arrive = resolve;
    });
    phone.city((asked) => (phone.pathOf(asked) === "/applications/app/uploads" ? upload : city.answer(asked)));
    await begun();
    press("修改 近期一寸照片");
    phone.photos = [{ path: "tmp://a.jpg", size: 9 }];
    fireEvent.click(screen.getByRole("button", { name: /拍一张/ }));
    await waitFor(() => expect(phone.asked.some((asked) => phone.pathOf(asked).endsWith("/uploads"))).toBe(true));
    press("继续");
    expect(screen.getByRole("link", { name: /领取方式/ })).toBeTruthy();
    await act(async () => arrive({ status: 201, body: { id: "u9", target: "photo", name: "a.jpg", size: 9, sha256: "", trust: "self" } }));
    await waitFor(() => expect(draft("app")?.given?.["photo"]?.map(({ id }) => id)).toEqual(["u9"]));
    expect(screen.getByRole("link", { name: /领取方式/ })).toBeTruthy();
  });

  it("goes on without a net and is the same when the app was killed meanwhile", async () => {
    const first = await begun();
    phone.online = false;
    fireEvent.click(screen.getByRole("radio", { name: "电子证，手机里出示" }));
    press("继续");
    await waitFor(() => expect(phone.pages.at(-1)).toContain("/apply/summary/"));
    first.unmount();
    phone.params = { id: "app" };
    render(<Sheet />);
    await seen(/连不上网/);
    expect(screen.getByRole("radio", { name: "电子证，手机里出示" }).getAttribute("aria-checked")).toBe("true");
    expect(drafts().length).toBe(1);
  });

  it("is looked at as often as one likes: nothing is changed at the city by looking", async () => {
    (await begun()).unmount();
    for (const Page of [Materials, Summary, Sheet]) {
      const drawn = render(<Page />);
      await waitFor(() => expect(drawn.container.textContent).toMatch(/什么都不用交|最晚 12月3日|我们填好的/));
      drawn.unmount();
    }
    expect([city.version, sentTo("/applications/app/answers")]).toEqual([1, []]);
  });

  it("takes what was typed on another device, though nothing was typed here", async () => {
    (await begun()).unmount();
    city.answers = { pickup: "electronic" };
    city.version = 5;
    render(<Sheet />);
    await waitFor(() => expect(draft("app")).toMatchObject({ version: 5, answers: { pickup: "electronic" }, unsent: [] }));
  });

  it("that was handed in on another device leads to how far it is", async () => {
    (await begun()).unmount();
    city.state = "submitted";
    render(<Sheet />);
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/progress/index?id=app"));
    expect(drafts()).toEqual([]);
  });
});

describe("files given on another device", () => {
  const PHOTO = { id: "photo", name: "", size: 0 };

  it("are shown, can be taken away, and what this phone knows of its own stays", async () => {
    city.uploads = [{ target: "photo", id: "u1", trust: "self" }];
    (await begun()).unmount();
    phone.params = { id: "app" };
    render(<Sheet />);
    await waitFor(() => expect(draft("app")?.given).toEqual({ photo: [{ ...PHOTO, id: "u1" }] }));
    await waitFor(() => expect(screen.getByRole("img").getAttribute("src")).toContain("u1"));
    press("拿掉 第 1 份");
    await waitFor(() => expect(draft("app")?.given).toEqual({ photo: [] }));
    expect(sentTo("/uploads/u1/remove")).toHaveLength(1);
  });

  it("that were taken away there are gone here", async () => {
    (await begun()).unmount();
    const kept = draft("app");
    if (kept) keepDraft("app", { ...kept, given: { photo: [{ id: "u1", name: "a.jpg", size: 1 }] } });
    city.uploads = [{ target: "photo", id: "u2", trust: "self" }];
    phone.params = { id: "app" };
    render(<Sheet />);
    await waitFor(() => expect(draft("app")?.given?.["photo"]?.map(({ id }) => id)).toEqual(["u2"]));
  });
});

describe("one question a page", () => {
  beforeEach(() => choose({ flow: "elder" }));

  it("asks only what nobody told, goes on by one tap, and back to the one before", async () => {
    kept();
    const { container } = render(<Sheet />);
    await seen("老年证怎么给您？");
    await heard(container);
    press("邮寄实体卡到家");
    await seen("寄到哪里？");
    expect(city.answers["pickup"]).toBe("post");
    press("上一步");
    await seen("老年证怎么给您？");
    press(/电子证/);
    await waitFor(() => expect(phone.pages.at(-1)).toContain("/apply/summary/"));
  });

  it("leads to the answer before that the city refuses now", async () => {
    kept();
    render(<Sheet />);
    await seen("老年证怎么给您？");
    press("邮寄实体卡到家");
    await seen("寄到哪里？");
    city.refusals.answers = [{ status: 422, body: { code: "invalid", title: "", detail: "", errors: [{ field: "pickup", code: "x", message: "今天不能寄" }] } }];
    fireEvent.change(screen.getByRole("textbox", { name: /门牌/ }), { target: { value: "柳荫路 18 号 302" } });
    press("继续");
    await seen("今天不能寄");
    expect(screen.getByText("老年证怎么给您？")).toBeTruthy();
  });

  it("does not go on while the answer cannot stand", async () => {
    kept();
    render(<Sheet />);
    await seen("老年证怎么给您？");
    press("邮寄实体卡到家");
    await seen("寄到哪里？");
    press("继续");
    await seen(/请填邮寄地址/);
    expect(phone.pages.length).toBe(1);
  });
});

describe("papers", () => {
  const need = (id: string, have: boolean | null): JsonObject => ({ id, item: "senior-card", label: id, from: have ? "licence.id_card" : "upload", have, may_follow: null, sure: true });

  it("shows what the city has, asks for the rest, and takes a promise in place of a paper", async () => {
    city.papers = [need("身份证", true), need("结算单", false)];
    city.promises = [{ id: "结算单", item: "senior-card", label: "结算单", days: 10, consequence: "到期没有补，就办结。" }];
    (await begun()).unmount();
    phone.params = { id: "app" };
    const { container } = render(<Materials />);
    await seen("城市已经有了，不用您交");
    press("继续");
    expect(screen.getByRole("alert").textContent).toContain("还差这一样：结算单");
    expect(screen.getByText(/到期没有补，就办结/)).toBeTruthy();
    await heard(container);
    press(/先欠着/);
    press("继续");
    await waitFor(() => expect(phone.pages.at(-1)).toContain("/apply/summary/"));
    expect(draft("app")?.promised).toEqual(["结算单"]);
  });
});

describe("the summary", () => {
  async function ready(): Promise<ReturnType<typeof render>> {
    (await begun()).unmount();
    city.answers = { pickup: "electronic" };
    city.version = 2;
    const kept = draft("app");
    if (kept) keepDraft("app", { ...kept, version: 2, answers: city.answers });
    phone.params = { id: "app" };
    const drawn = render(<Summary />);
    await seen(/最晚 12月3日/);
    return drawn;
  }

  it("names the consent that is missing and sends nothing before", async () => {
    const { container } = await ready();
    press("送出");
    expect(screen.getAllByText(/送出前要先同意“我填写的都是真实的”/).length).toBe(2);
    expect(city.submitted).toEqual([]);
    await heard(container);
  });

  it("is sent once, however often it is pressed, and no way leads back into it", async () => {
    await ready();
    fireEvent.click(screen.getByRole("checkbox"));
    press("送出");
    press(/送出/);
    await waitFor(() => expect(phone.pages).toEqual(["/apply/sent/index?id=app"]));
    expect(city.submitted).toEqual([{ version: city.version, consents: ["true_statement"], promises: [] }]);
    expect(drafts()).toEqual([]);
  });

  it("that was changed elsewhere meanwhile is not sent unseen: what changed is shown, and said", async () => {
    await ready();
    city.version = 3;
    city.answers = { pickup: "office", pickup_at: "990101001001" };
    city.refusals.submit = [{ status: 409, body: { code: "stale", title: "", detail: "", version: 3, errors: [] } }];
    fireEvent.click(screen.getByRole("checkbox"));
    press("送出");
    await seen(/这张表在别处也改过/);
    expect(draft("app")).toMatchObject({ version: 3, answers: { pickup: "office" } });
  });

  it("puts every defect at its line", async () => {
    await ready();
    city.refusals.submit = [{ status: 422, body: { code: "invalid", title: "", detail: "", errors: [
      { field: "pickup", code: "x", message: "这样领不了" }, { field: "eligible.age", code: "not_eligible", message: "条件不符合：年满 60 周岁" }] } }];
    fireEvent.click(screen.getByRole("checkbox"));
    press("送出");
    await seen(/条件不符合/);
    expect(screen.getAllByText(/这样领不了/).length).toBe(2);
    fireEvent.click(screen.getByRole("link", { name: /这样领不了/ }));
    expect(phone.pages.at(-1)).toBe("/apply/sheet/index?id=app&at=pickup");
  });

  it("says on the button which offices it goes to: those whose work begins at once", async () => {
    const begins = (department_name: string, after: string[]): JsonObject => ({ item: "x", department: "d", department_name, after, working_days: 1, sure: true });
    city.cases = [begins("东湖区民政局", []), begins("东湖区民政局", []), begins("市公安局", ["a"])];
    await ready();
    expect(screen.getByRole("button", { name: "送给东湖区民政局" })).toBeTruthy();
  });

  it("without a net is kept, said to be not yet sent, and goes out once by itself", async () => {
    await ready();
    fireEvent.click(screen.getByRole("checkbox"));
    phone.online = false;
    press("送出");
    await seen("还没有送出去");
    expect(waiting().length).toBe(1);
    expect(screen.queryByRole("button", { name: "送出" })).toBeNull();
    phone.online = true;
    await replay();
    expect(city.submitted.length).toBe(1);
    await waitFor(() => expect(phone.pages.at(-1)).toContain("/apply/progress/index?id=app"));
    expect(drafts()).toEqual([]);
  });

  it("while it waits to be sent nothing of it changes: whoever opens the sheet sees that it waits, and it goes out as it was", async () => {
    const drawn = await ready();
    fireEvent.click(screen.getByRole("checkbox"));
    phone.online = false;
    press("送出");
    await seen("还没有送出去");
    drawn.unmount();
    phone.online = true;
    for (const Page of [Sheet, Materials]) {
      const opened = render(<Page />);
      await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/summary/index?id=app"));
      opened.unmount();
      phone.pages = ["/pages/home/index"];
    }
    render(<Summary />);
    await seen("还没有送出去");
    expect(sentTo("/applications/app/answers")).toEqual([]);
    expect((await replay()).refused).toEqual([]);
    expect(city.submitted.map((one) => one["version"])).toEqual([2]);
  });

  it("answers that had arrived though nobody heard are the same ones when they wait for a net", async () => {
    await ready();
    typed("app", "pickup", "electronic");
    let deaf = true;
    phone.city((asked) => {
      const came = city.answer(asked);
      return deaf && phone.pathOf(asked).endsWith("/answers") ? "slow" : deaf && phone.pathOf(asked).endsWith("/submit") ? "offline" : came;
    });
    fireEvent.click(screen.getByRole("checkbox"));
    press("送出");
    await seen("还没有送出去");
    expect(waiting().map(({ path }) => path.split("/").pop())).toEqual(["answers", "submit"]);
    deaf = false;
    city.submitted = [];
    city.state = "draft";
    expect((await replay()).refused).toEqual([]);
    expect(city.submitted.map((one) => one["version"])).toEqual([3]);
  });

  it("says so when what waited was refused at last, and can be sent again", async () => {
    await ready();
    fireEvent.click(screen.getByRole("checkbox"));
    phone.online = false;
    press("送出");
    await seen("还没有送出去");
    city.refusals.submit = [{ status: 422, body: { code: "invalid", title: "", detail: "", errors: [] } }];
    phone.online = true;
    await replay();
    await seen(/刚才没有送成/);
    press("送出");
    await waitFor(() => expect(city.submitted.length).toBe(1));
  });
});

describe("after sending", () => {
  it("tells whom it went to, by when, and the code in groups to copy", async () => {
    city.state = "submitted";
    phone.params = { id: "app" };
    const { container } = render(<Sent />);
    await seen(/已交给东湖区民政局/);
    expect(screen.getByText("2NWJ A7CA")).toBeTruthy();
    press("复制查询码");
    await seen("复制好了");
    expect(phone.copied).toEqual(["2NWJA7CA"]);
    await heard(container);
  });
});

describe("a second person", () => {
  const ASKED: JsonObject = {
    ...VIEW, role: "co_applicant", actions: ["confirm", "decline"],
    parties: [
      { role: "applicant", name: "何*", state: "confirmed", says: "申请人", confirm_by: null, phone: null, you: false, said: [] },
      { role: "co_applicant", name: "林浩", state: "invited", says: "孩子的另一位家长", confirm_by: "2026-12-04", phone: null, you: true, said: [{ id: "other_name", label: "姓名", value: "林浩" }] },
    ],
  };
  const confirmed = (): Json[] => sentTo("/applications/app/parties/co_applicant/confirm").map(({ body }) => body);

  it("sees what is said of them, and says no with a reason, once", async () => {
    phone.city((asked) => (phone.pathOf(asked) === "/applications/app" ? { status: 200, body: ASKED } : phone.pathOf(asked).endsWith("/confirm") ? { status: 200, body: {} } : city.answer(asked)));
    phone.params = { id: "app" };
    const { container } = render(<Party />);
    await seen("何*请您看一看");
    expect(screen.getByText("林浩")).toBeTruthy();
    await heard(container);
    press("不同意");
    fireEvent.change(screen.getByRole("textbox"), { target: { value: "名字写错了" } });
    press("不同意，不办了");
    press("不同意，不办了");
    await waitFor(() => expect(confirmed()).toEqual([{ agree: false, reason: "名字写错了" }]));
  });

  it("is asked who they are before anything is shown", async () => {
    city.me = { ...ME, assurance: 1 };
    phone.city((asked) => (phone.pathOf(asked) === "/applications/app" ? { status: 404, body: { code: "application_unknown", title: "没有", detail: "", errors: [] } } : city.answer(asked)));
    phone.params = { id: "app" };
    render(<Party />);
    await seen(/先核对是您本人/);
    press("核对身份");
    await waitFor(() => expect(phone.pages.at(-1)).toContain("/door/verify-me/"));
  });

  it("who came through the door finds the page they left", async () => {
    let known = false;
    const view = (): Reply => (known ? { status: 200, body: ASKED } : { status: 404, body: { code: "application_unknown", title: "没有", detail: "", errors: [] } });
    phone.city((asked) => {
      if (phone.pathOf(asked) === "/me") return { status: 200, body: { ...ME, assurance: known ? 3 : 1 } };
      return phone.pathOf(asked) === "/applications/app" ? view() : phone.pathOf(asked) === "/applications/" ? { status: 200, body: { items: [], next: null } } : city.answer(asked);
    });
    city.me = { ...ME, assurance: 1 };
    phone.params = { id: "app" };
    render(<Party />);
    await seen(/先核对是您本人/);
    press("核对身份");
    await waitFor(() => expect(phone.pages.at(-1)).toContain("/door/verify-me/"));
    phone.params = {}; // the door is the page that is open
    known = true;
    await act(async () => void (await whoAmI()));
    passed();
    await seen("何*请您看一看");
  });
});
