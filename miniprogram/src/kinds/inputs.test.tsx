import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import type { Field } from "../api/shapes";
import type { GivenFile } from "../drafts";
import { phone, type Replied, type Reply } from "../../tests/stage/phone";
import type { Json } from "../rules";
import { Ask, inputs } from "./ask";
import { anchor, type AskProps, defectSays, wrongWith } from "./asked";
import { onward, placesIn, wayTo } from "./places";
import { wrongFile } from "./taking";

const PLACES = {
  "990101001001": "东湖区柳荫街道清源社区",
  "990101001002": "东湖区柳荫街道望月社区",
  "990101100201": "东湖区湖口镇渔港村",
  "990121200201": "望川县云台乡云上村",
};

export function field(kind: string, more: Partial<Field> = {}): Field {
  return { id: "q", kind, says: "您要哪个？", label: "问题", help: "", optional: false, decimals: 0, unit: "", level: "village", ...more };
}

/** A question that keeps what it is answered. */
function Kept({ start = null, heard, ...asked }: Partial<AskProps> & { field: Field; start?: Json; heard?: (value: Json) => void }) {
  const [value, setValue] = useState<Json>(start);
  const keep = (given: Json): void => {
    setValue(given);
    heard?.(given);
  };
  return <Ask {...asked} value={value} onAnswer={keep} />;
}

function ask(asked: Partial<AskProps> & { field: Field; start?: Json }): Json[] {
  const heard: Json[] = [];
  render(<Kept {...asked} heard={(value) => heard.push(value)} />);
  return heard;
}

const last = (heard: Json[]): Json => heard[heard.length - 1] ?? null;
const type = (name: string | RegExp, text: string): void => void fireEvent.change(screen.getByRole("textbox", { name }), { target: { value: text } });

const CHILD = field("group", {
  id: "children", says: "随行的孩子", each: "孩子", max: 3,
  fields: [
    field("text", { id: "name", says: "", label: "姓名" }),
    field("choice", { id: "school", says: "", label: "上学吗", options: { yes: "上", no: "不上" } }),
    field("text", { id: "which", says: "", label: "哪个学校", when: { "==": [{ var: "each.school" }, "yes"] } }),
  ],
});

const EVERY: Record<string, Field> = {
  text: field("text"), number: field("number", { unit: "平方米" }), date: field("date"), choice: field("choice", { options: { a: "甲", b: "乙" } }),
  choices: field("choices", { options: { a: "甲", b: "乙" } }), region: field("region", { options: PLACES }), address: field("address", { options: PLACES }),
  phone: field("phone"), id_number: field("id_number"), photo: field("photo"), file: field("file"), statement: field("statement"), group: CHILD,
};

describe("the inputs", () => {
  it("are there for every kind there is", () => {
    const folders = readdirSync(import.meta.dirname).filter((name) => statSync(join(import.meta.dirname, name)).isDirectory());
    expect(Object.keys(inputs()).sort()).toEqual(folders.sort());
    expect(Object.keys(EVERY).sort()).toEqual(folders.sort());
  });

  for (const [kind, one] of Object.entries(EVERY)) {
    it.each([[false, ""], [true, ""], [false, "错了"]])(`are heard: ${kind}, elder %s, error "%s"`, async (elder, error) => {
      const files = { application: "a", given: [{ id: "f", name: "one.jpg", size: 2048 }], onGiven: () => undefined };
      const { container } = render(<Kept field={one} elder={elder} error={error} files={files} start={kind === "group" ? [{ name: "小满" }] : null} />);
      const rules = Object.fromEntries(["color-contrast", "region", "page-has-heading-one", "heading-order"].map((id) => [id, { enabled: false }]));
      const { violations } = await axe.run(container, { rules });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      if (error) expect(screen.getByRole("alert").textContent).toContain(error);
    });
  }

  it("say a kind of tomorrow as it is, and do not break on it", () => {
    ask({ field: field("hologram") });
    expect(screen.getByText(/网页/)).toBeTruthy();
  });
});

describe("what is typed", () => {
  it("is not cut where the rule ends: too long is told, not lost", () => {
    const heard = ask({ field: field("text", { max: 5 }) });
    type(/您要哪个/, "一二三四五六七八");
    expect(last(heard)).toBe("一二三四五六七八");
    expect(wrongWith(field("text", { max: 5 }), last(heard))).toEqual({ q: "最多 5 个字，您写了 8 个" });
  });

  it("is a day in three boxes or on the wheel, whichever came last", () => {
    const heard = ask({ field: field("date"), elder: true });
    type("年", "1966");
    type("月", "2");
    type("日", "30");
    expect(wrongWith(field("date"), last(heard))).toEqual({ q: "没有这一天" });
    fireEvent.change(screen.getByLabelText(/点这里选日期/), { target: { value: "1966-11-22" } });
    expect(last(heard)).toBe("1966-11-22");
  });

  it("has its unit beside it, and one that is typed as well does no harm", () => {
    const heard = ask({ field: field("number", { unit: "平方米" }) });
    type(/平方米/, "80平方米");
    expect(wrongWith(field("number", { unit: "平方米" }), last(heard))).toEqual({});
  });

  it("goes on by one tap only where it is the one question of an elder's page", () => {
    const tapped: Json[] = [];
    render(<Kept field={EVERY.choice!} page elder onTap={(value) => tapped.push(value)} />);
    fireEvent.click(screen.getByRole("button", { name: "甲" }));
    expect(tapped).toEqual(["a"]);
    cleanup();
    render(<Kept field={EVERY.choice!} onTap={(value) => tapped.push(value)} />);
    fireEvent.click(screen.getByRole("radio", { name: "乙" }));
    expect(tapped).toEqual(["a"]);
  });

  it("keeps several choices in the order in which they stand", () => {
    const heard = ask({ field: EVERY.choices! });
    fireEvent.click(screen.getByRole("checkbox", { name: "乙" }));
    fireEvent.click(screen.getByRole("checkbox", { name: "甲" }));
    expect(last(heard)).toEqual(["a", "b"]);
  });
});

describe("places", () => {
  it("are a tree by their codes, whatever their levels are called", () => {
    const tree = placesIn(PLACES);
    expect(tree.map(({ name }) => name)).toEqual(["东湖区", "望川县"]);
    expect(tree[0]?.places.map(({ name, places }) => [name, places.map((one) => one.name)])).toEqual([["柳荫街道", ["清源社区", "望月社区"]], ["湖口镇", ["渔港村"]]]);
    expect(placesIn({ "990101000000": "东湖区", "990121000000": "望川县" }).map(({ name, code }) => [name, code])).toEqual([["东湖区", "990101000000"], ["望川县", "990121000000"]]);
    expect(placesIn({ "110101001001": "First", "110101001002": "Second" })[0]?.places.length).toBe(2);
  });

  it("lose none, and every one of them is reached by its code", () => {
    const tree = placesIn(PLACES);
    for (const [code, name] of Object.entries(PLACES)) expect(wayTo(code, tree).map((place) => place.name).join("")).toBe(name);
    expect(wayTo("1", tree)).toEqual([]);
    expect(onward([tree[1]!], tree).at(-1)?.code).toBe("990121200201");
  });

  it("are picked level by level; half a way is no answer", () => {
    const heard = ask({ field: EVERY.region! });
    fireEvent.change(screen.getByLabelText(/区县/), { target: { value: "0" } });
    expect(last(heard)).toBeNull();
    fireEvent.change(screen.getByLabelText(/街道或乡镇/), { target: { value: "0" } });
    fireEvent.change(screen.getByLabelText(/社区或村/), { target: { value: "1" } });
    expect(last(heard)).toBe("990101001002");
    fireEvent.change(screen.getByLabelText(/区县/), { target: { value: "1" } });
    expect(last(heard)).toBe("990121200201");
  });

  it("keep the street when the place is picked later", () => {
    const heard = ask({ field: EVERY.address!, elder: true });
    type(/门牌/, "柳荫路 1 号");
    fireEvent.click(screen.getByRole("radio", { name: "望川县" }));
    expect(last(heard)).toEqual({ street: "柳荫路 1 号", region: "990121200201" });
  });
});

describe("groups", () => {
  it("add, remove and put back; an entry asks what its own answers make appear", () => {
    const heard = ask({ field: CHILD });
    fireEvent.click(screen.getByRole("button", { name: "加一个孩子" }));
    type(/姓名/, "小满");
    expect(screen.queryByRole("textbox", { name: /哪个学校/ })).toBeNull();
    fireEvent.click(screen.getByRole("radio", { name: "上" }));
    type(/哪个学校/, "一小");
    expect(last(heard)).toEqual([{ name: "小满", school: "yes", which: "一小" }]);
    fireEvent.click(screen.getByRole("button", { name: "去掉孩子 1" }));
    expect(last(heard)).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "放回来" }));
    expect(last(heard)).toEqual([{ name: "小满", school: "yes", which: "一小" }]);
  });

  it("say an error at the right entry, and as deep as groups lie", () => {
    const outer = field("group", { id: "homes", says: "住处", each: "住处", fields: [CHILD] });
    const errors = { "homes[1].children[0].name": "请填姓名" };
    render(<Kept field={outer} errors={errors} start={[{ children: [{ name: "甲" }] }, { children: [{ name: "" }] }]} />);
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("请填姓名");
    expect((alert as unknown as { closest: (selector: string) => unknown }).closest(`#field-${anchor("homes[1]")}`)).toBeTruthy();
    expect(wrongWith(CHILD, [{ name: "甲", school: "perhaps" }])).toEqual({ "children[0].school": "请从给出的选项里选" });
  });

  it("hold no more than they may, and no less", () => {
    ask({ field: { ...CHILD, min: 1, max: 1 } });
    expect(screen.getByText("孩子 1")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /再加/ })).toBeNull();
  });
});

describe("photos and files", () => {
  function Giving({ kind = "file", start = [] as GivenFile[] }) {
    const [given, setGiven] = useState(start);
    return <Ask field={field(kind, { says: "材料" })} value={null} onAnswer={() => undefined} files={{ application: "app", given, onGiven: setGiven }} />;
  }
  const press = (name: RegExp): void => void fireEvent.click(screen.getByRole("button", { name }));

  it("say at once what is too big or of the wrong sort, and send nothing", async () => {
    expect(wrongFile({ path: "p", name: "a.heic", size: 10 }, "photo")).toContain("JPEG、PNG");
    expect(wrongFile({ path: "p", name: "a.pdf", size: 10 }, "photo")).not.toBe("");
    expect(wrongFile({ path: "p", name: "a.ofd", size: 10 }, "file")).toBe("");
    expect(wrongFile({ path: "p", name: "apml1a2b.image", size: 10 }, "photo")).toBe("");
    render(<Giving />);
    phone.photos = [{ path: "tmp/big.jpg", size: 11 * 1024 * 1024 }];
    press(/从相册选/);
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("最多 10 MB"));
    expect(phone.asked).toEqual([]);
  });

  const upload = (id: string): Replied => ({ status: 201, body: { id, target: "q", name: `${id}.jpg`, size: 5, sha256: "", trust: "C" } as never });
  const no = (status: number, code: string, detail = ""): Replied => ({ status, body: { status, code, title: "", detail, errors: [] } });
  const session: Replied = { status: 201, body: { token: "t", expires_at: "", citizen: { assurance: 3 } } };
  const keysOf = (path: string): (string | undefined)[] => phone.asked.filter(({ file }) => file === path).map(({ headers }) => headers["idempotency-key"]);

  it("send several one after another, and one that did not get through again with its own key", async () => {
    phone.routes({
      "POST /sessions/wechat_mini": session,
      "POST /applications/app/uploads": [upload("one"), "offline", "offline", upload("two")],
    });
    render(<Giving />);
    phone.photos = [{ path: "tmp/one.jpg", size: 5 }, { path: "tmp/two.jpg", size: 5 }];
    press(/从相册选/);
    await waitFor(() => expect(screen.getByRole("button", { name: /再送一次/ })).toBeTruthy());
    expect(screen.getByText("one.jpg")).toBeTruthy();
    press(/再送一次/);
    await waitFor(() => expect(screen.getByText("two.jpg")).toBeTruthy());
    expect(keysOf("tmp/two.jpg").length).toBe(3);
    expect(new Set(keysOf("tmp/two.jpg")).size).toBe(1);
  });

  it("take what a platform gives only a path that tells nothing, and call it by what it is", async () => {
    phone.city(({ url }) => (url.endsWith("/uploads") ? upload("u") : session));
    render(<Giving kind="photo" />);
    phone.photos = [{ path: "https://resource/apml1a2b3c.image", size: 5 }];
    press(/从相册选/);
    await waitFor(() => expect(screen.getByRole("img").getAttribute("src")).toBe("https://resource/apml1a2b3c.image"));
    expect(phone.asked.find(({ file }) => file)?.body).toMatchObject({ name: "照片 1" });
  });

  it.each([["busy", no(503, "busy", "这会儿人多")], ["asked too often", no(429, "too_many", "稍等")], ["on its way already", no(409, "in_progress", "还在办")]])(
    "are not lost when the house is %s, and go again with the same key",
    async (_, answer) => {
      let busy = true;
      phone.city(({ url }) => (url.endsWith("/uploads") ? (busy ? answer : upload("one")) : session));
      render(<Giving />);
      phone.photos = [{ path: "tmp/one.jpg", size: 5 }];
      press(/从相册选/);
      await waitFor(() => expect(screen.getByRole("alert").textContent).toBe(String((answer.body as { detail: string }).detail)));
      busy = false;
      press(/再送一次/);
      await waitFor(() => expect(screen.getByRole("button", { name: "拿掉 one.jpg" })).toBeTruthy());
      expect([screen.queryByRole("alert"), new Set(keysOf("tmp/one.jpg")).size]).toEqual([null, 1]);
    },
  );

  it("that are refused for what they are are not offered again", async () => {
    phone.city(({ url }) => (url.endsWith("/uploads") ? no(422, "invalid", "这里要一张照片") : session));
    render(<Giving />);
    phone.photos = [{ path: "tmp/one.jpg", size: 5 }];
    press(/从相册选/);
    await waitFor(() => expect(screen.getByRole("alert").textContent).toBe("这里要一张照片"));
    expect(screen.queryByRole("button", { name: /再送一次/ })).toBeNull();
  });

  it("are all there when two go again at once, whichever is quicker, and one is taken away meanwhile", async () => {
    const open: Record<string, (reply: Reply) => void> = {};
    let down = true;
    phone.city(({ url, file = "" }) => {
      if (url.endsWith("/remove")) return { status: 200, body: {} };
      if (!url.endsWith("/uploads")) return session;
      return down ? "offline" : new Promise<Reply>((resolve) => (open[file] = resolve));
    });
    render(<Giving start={[{ id: "zero", name: "zero.jpg", size: 5 }]} />);
    phone.photos = [{ path: "tmp/one.jpg", size: 5 }, { path: "tmp/two.jpg", size: 5 }];
    press(/从相册选/);
    await waitFor(() => expect(screen.getAllByRole("button", { name: /再送一次/ })).toHaveLength(2));
    down = false;
    press(/再送一次 one/);
    press(/再送一次 two/);
    await waitFor(() => expect(Object.keys(open)).toHaveLength(2));
    press(/拿掉 zero/);
    await waitFor(() => expect(screen.queryByText("zero.jpg")).toBeNull());
    open["tmp/two.jpg"]!(upload("two"));
    await waitFor(() => expect(screen.getByRole("button", { name: "拿掉 two.jpg" })).toBeTruthy());
    open["tmp/one.jpg"]!(upload("one"));
    await waitFor(() => expect(screen.getByRole("button", { name: "拿掉 one.jpg" })).toBeTruthy());
    expect(screen.getAllByRole("button", { name: /^拿掉/ }).map((one) => one.getAttribute("aria-label"))).toEqual(["拿掉 two.jpg", "拿掉 one.jpg"]);
  });
});

it("words every defect of a kind as the server does", () => {
  expect(defectSays("phone_length", { length: 10 })).toBe("手机号是 11 位，您填了 10 位");
  expect(defectSays("date_too_early", { min: "2026-11-01" })).toContain("2026年11月1日");
  expect(defectSays("of_tomorrow")).toBe("这一项不对");
});
