import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { aCase, anApplication, me, ok, refused } from "../../../tests/stage/cases";
import { heard } from "../../../tests/stage/heard";
import { phone, type Reply } from "../../../tests/stage/phone";
import { news } from "../../api/news";
import { replay, waiting } from "../../api/pending";
import type { Application, Field, Scene, Sheet } from "../../api/shapes";
import { draft, drafts } from "../../drafts";
import { choose } from "../../look/manner";
import { here } from "../../platform/here";
import Correct from ".";

const field = (id: string, more: Partial<Field> = {}): Field => ({ id, kind: "text", says: "", label: id, help: "", optional: false, decimals: 0, unit: "", level: "village", ...more });
const scene = {
  slug: "id-card", title: "我要换、补身份证", parties: {}, ask: [], eligible: [], facts: {}, assurance: 3, quiet: false,
  form: [
    field("pickup", { kind: "choice", label: "领取方式", says: "新证怎么给您？", options: { office: "到窗口领", post: "邮寄到家" } }),
    field("street", { label: "门牌", when: { "==": [{ var: "pickup" }, "post"] } }),
  ],
  items: [{ item: "id-card", slug: "id-card", materials: [{ id: "old_card", label: "原来的身份证", from: ["upload"] }, { id: "hukou", label: "户口簿", from: ["registry.household"] }] }],
} as unknown as Scene;
const sheet = { id: "a1", version: 4, state: "needs_you", scene: "id-card", answers: { pickup: "office" }, filled: {}, todo: [], parties: [], promises: [], next: [] } as unknown as Sheet;
const asked = aCase({
  state: "correction",
  correction: { by: "2026-12-11", says: "请改好再交", items: [{ id: "materials.old_card", says: "看不到背面" }, { id: "pickup", says: "窗口不发证，请改成邮寄" }] },
});
const view = anApplication({ state: "needs_you", actions: ["correct", "withdraw"], cases: [asked] });
const handed = (): { body: { version: number; answers: object }; key: string }[] =>
  phone.asked.filter((one) => phone.pathOf(one).endsWith("/correct")).map(({ body, headers }) => ({ body: body as never, key: headers["idempotency-key"] ?? "" }));

function city(more: Record<string, Reply | Reply[]> = {}, now: Application = view): void {
  phone.routes({
    [`POST /sessions/${here.channel}`]: { status: 201, body: { token: "t", expires_at: "", citizen: me } },
    "GET /applications/a1": ok(now), "GET /applications/a1/sheet": ok(sheet), "GET /scenes/id-card": ok(scene),
    "POST /applications/a1/uploads": { status: 201, body: { id: "u1", target: "old_card", name: "x.jpg", size: 9, sha256: "", trust: "C" } },
    "POST /applications/a1/correct": ok({ id: "a1", state: "in_progress" }), ...more,
  });
}
const press = (words: string): unknown => fireEvent.click(screen.getByText(words));
async function photo(): Promise<void> {
  phone.photos = [{ path: "tmp://x.jpg", size: 9 }];
  fireEvent.click(await screen.findByRole("button", { name: "拍一张 原来的身份证" }));
  await screen.findByText("有了");
}

beforeEach(() => {
  choose({ flow: "standard" });
  phone.params = { id: "a1" };
  city();
});

describe("what an office asked for", () => {
  it("stands there all at once, in its own words, with the day and whom to ask", async () => {
    const { container } = render(<Correct />);
    for (const words of ["公安东湖分局", "请改好再交", "看不到背面", "窗口不发证，请改成邮寄", "还差 2 处", "0900-6620101"]) await screen.findByText(words);
    await screen.findByText("最晚 12月11日 星期五交回", { exact: false });
    expect(screen.getByRole("radio", { name: "到窗口领" }).getAttribute("aria-checked")).toBe("true");
    expect(await heard(container)).toEqual([]);
  });

  it("handed back before it is done, each thing left is named and led to; nothing is sent", async () => {
    render(<Correct />);
    fireEvent.click(await screen.findByText("弄好了，交回去"));
    fireEvent.click(screen.getByRole("link", { name: "还差这一样：领取方式" }));
    await waitFor(() => expect(phone.shown).toContain("scroll #field-pickup"));
    expect(screen.getByRole("link", { name: "还差这一样：原来的身份证" })).toBeTruthy();
    expect(handed()).toEqual([]);
  });

  it("a new answer that opens a question asks it at once; then everything goes back, once", async () => {
    render(<Correct />);
    await photo();
    press("邮寄到家");
    fireEvent.change(await screen.findByRole("textbox"), { target: { value: "柳荫路 1 号" } });
    const send = screen.getByText("弄好了，交回去");
    fireEvent.click(send);
    fireEvent.click(send);
    await waitFor(() => expect(phone.pages.at(-1)).toBe("/apply/progress/index?id=a1"));
    expect(handed()).toHaveLength(1);
    expect(handed()[0]?.body).toEqual({ version: 4, answers: { pickup: "post", street: "柳荫路 1 号" } });
    expect(drafts()).toEqual([]);
  });

  it("what the server finds wrong stands at its place, and a question it asks for is asked", async () => {
    city({ "POST /applications/a1/correct": refused(422, "invalid", { errors: [{ field: "materials.old_card", code: "x", message: "照片看不清" }, { field: "street", code: "answer_needed", message: "请填门牌" }] }) });
    render(<Correct />);
    await photo();
    press("到窗口领");
    press("弄好了，交回去");
    expect(await screen.findAllByText("照片看不清")).toHaveLength(2);
  });
});

describe("nothing is lost", () => {
  it("when the page is left and come back to, what was typed and given stands there", async () => {
    const first = render(<Correct />);
    await photo();
    press("邮寄到家");
    first.unmount();
    render(<Correct />);
    await screen.findByText("有了");
    expect(screen.getByRole("radio", { name: "邮寄到家" }).getAttribute("aria-checked")).toBe("true");
    expect(draft("correct:a1")?.scene).toBe(""); // no draft of its scene: that one would begin a new sheet
  });

  it("changed elsewhere meanwhile: looked at anew, what was typed is kept, and goes with the new version", async () => {
    city({ "POST /applications/a1/correct": [refused(409, "stale", { version: 5 }), ok({ id: "a1", state: "in_progress" })], "GET /applications/a1": [ok(view), ok({ ...view, version: 5 })] });
    render(<Correct />);
    await photo();
    press("到窗口领");
    press("弄好了，交回去");
    await screen.findByText("这件事刚有新的变化", { exact: false });
    press("弄好了，交回去");
    await waitFor(() => expect(handed().map(({ body }) => body.version)).toEqual([4, 5]));
    expect(new Set(handed().map(({ key }) => key)).size).toBe(2);
  });

  it("no net: kept on this phone, said so, and handed back once with its own key", async () => {
    render(<Correct />);
    await photo();
    press("到窗口领");
    phone.online = false;
    press("弄好了，交回去");
    await screen.findByText("改好的存在这台手机里了");
    const [kept] = waiting();
    phone.online = true;
    await replay();
    expect(waiting()).toEqual([]);
    expect(handed().at(-1)?.key).toBe(kept?.key);
    expect(drafts()).toEqual([]);
  });

  it("kept and refused when there was a net at last: told with the way back to it, and what was typed stands there", async () => {
    const first = render(<Correct />);
    await photo();
    press("邮寄到家");
    fireEvent.change(await screen.findByRole("textbox"), { target: { value: "柳荫路 1 号" } });
    phone.online = false;
    press("弄好了，交回去");
    await screen.findByText("改好的存在这台手机里了");
    first.unmount();
    city({ "POST /applications/a1/correct": refused(409, "stale", { version: 5 }) });
    phone.online = true;
    await replay();
    expect(news().map(({ leads, refused: why }) => [leads, why])).toEqual([["/apply/correct/index?id=a1", "说明"]]);
    render(<Correct />);
    await screen.findByText("有了");
    expect(screen.getByRole("radio", { name: "邮寄到家" }).getAttribute("aria-checked")).toBe("true");
  });

  it("handed back on another device: nothing to do, and no draft stays", async () => {
    const first = render(<Correct />);
    fireEvent.click(await screen.findByText("邮寄到家"));
    first.unmount();
    city({}, { ...view, state: "in_progress", actions: ["withdraw"], cases: [aCase()] });
    render(<Correct />);
    await screen.findByText("没有要改的了");
    expect(drafts()).toEqual([]);
  });
});

it("promised papers: one of them is enough to hand back", async () => {
  const owed = aCase({ owed: [{ material: "old_card", label: "原来的身份证", owed_on: "2026-12-01", state: "owed" }, { material: "b", label: "别的", owed_on: null, state: "owed" }] });
  city({}, anApplication({ state: "needs_you", actions: ["correct"], cases: [owed] }));
  render(<Correct />);
  await screen.findByText("补交材料");
  await photo();
  press("弄好了，交回去");
  await waitFor(() => expect(handed().map(({ body }) => body)).toEqual([{ version: 4, answers: {} }]));
});

it("said of the whole sheet: the words, and the papers that can be given anew; it can go back as it is", async () => {
  city({}, { ...view, cases: [aCase({ state: "returned", correction: { by: null, says: "整张表请重看", items: [] } })], actions: ["resubmit"] as never });
  render(<Correct />);
  await screen.findByText("整张表请重看");
  await screen.findByText("原来的身份证");
  press("弄好了，交回去");
  await waitFor(() => expect(handed()).toHaveLength(1));
});

it("the elder flow: one thing a screen, then all of it once more", async () => {
  choose({ flow: "elder" });
  const { container } = render(<Correct />);
  await screen.findByText("第 1 处，一共 2 处", { exact: false });
  expect(screen.queryByText("邮寄到家")).toBeNull();
  await photo();
  press("好了，看下一处");
  press("到窗口领");
  expect(await heard(container)).toEqual([]);
  press("好了，看下一处");
  await screen.findByText("都改好了，交回去之前再看一眼");
  expect(await heard(container)).toEqual([]);
  press("弄好了，交回去");
  await waitFor(() => expect(handed()).toHaveLength(1));
});
