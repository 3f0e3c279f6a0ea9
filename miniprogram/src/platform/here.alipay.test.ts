/** Alipay as we ask it, against its own answers: other names, other numbers, bodies as text. */
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Offline, Slow } from "../api/refusals";
import { here } from "./here.alipay";

type Options = Record<string, unknown> & { success(came: unknown): void; fail(why: unknown): void };

/** The platform: each call answers with what the table holds, or fails with `{error}`. */
let table: Record<string, unknown> = {};
let asked: [string, Options][] = [];
const shelf = new Map<string, string>();

function platform(name: string, options: Options): void {
  asked.push([name, options]);
  const came = table[name];
  if (came !== null && typeof came === "object" && "error" in came) options.fail(came);
  else options.success(came ?? {});
}

const own: Record<string, unknown> = {
  getStorageSync: ({ key }: { key: string }) => ({ data: shelf.get(key) ?? null }),
  setStorageSync: ({ key, data }: { key: string; data: string }) => shelf.set(key, data),
  removeStorageSync: ({ key }: { key: string }) => shelf.delete(key),
  getSystemInfoSync: () => ({ language: "zh-Hans", fontSizeSetting: 22 }),
};

beforeEach(() => {
  table = {};
  asked = [];
  vi.stubGlobal("my", new Proxy({}, { get: (_, name: string) => own[name] ?? ((options: Options) => platform(name, options)) }));
});

const raised = (doing: Promise<unknown>): Promise<unknown> => doing.then(() => null, (error: unknown) => error);
const wire = { method: "POST", url: "https://city.test/x", headers: { a: "b" }, body: { c: 1 }, timeoutMs: 9 } as const;

describe("a request", () => {
  it("sends its body as text and reads status and headers by their names here", async () => {
    table = { request: { status: 200, headers: { ETag: "v" }, data: { status: 201, headers: {}, body: {} } } };
    expect(await here.call(wire)).toEqual({ status: 200, headers: { etag: "v" }, body: { status: 201, headers: {}, body: {} } });
    expect(asked[0]?.[1]).toMatchObject({ method: "POST", headers: { a: "b" }, data: '{"c":1}', timeout: 9 });
  });

  it("of GET has no body at all", async () => {
    table = { request: { status: 200, headers: {}, data: {} } };
    await here.call({ method: "GET", url: "u", headers: {}, timeoutMs: 1 });
    expect("data" in (asked[0]?.[1] ?? {})).toBe(false);
  });

  it.each([[13, Slow], [12, Offline], [11, Offline], [19, Offline]])("that fails with %i is told as what it is", async (error, kind) => {
    table = { request: { error, errorMessage: "…" } };
    expect(await raised(here.call(wire))).toBeInstanceOf(kind);
  });
});

describe("a file", () => {
  it("goes in the field `file`, and its answer is read although it comes as text", async () => {
    table = { uploadFile: { statusCode: "200", header: {}, data: '{"status":201,"headers":{},"body":{"id":"u"}}' } };
    const came = await here.send({ url: "u", headers: {}, file: { path: "tmp/a.jpg", name: "a.jpg", size: 1 }, texts: { target: "t" }, timeoutMs: 1 });
    expect(came).toEqual({ status: 200, headers: {}, body: { status: 201, headers: {}, body: { id: "u" } } });
    expect(asked[0]?.[1]).toMatchObject({ fileName: "file", filePath: "tmp/a.jpg", formData: { target: "t" } });
  });

  it("comes to a temporary path, by either name", async () => {
    table = { downloadFile: { apFilePath: "https://resource/1.pdf" } };
    expect(await here.fetchFile("u", {})).toMatchObject({ status: 200, path: "https://resource/1.pdf" });
  });

  it("that does not come tells the status, which only a request is told", async () => {
    const body = { code: "not_found" };
    table = { downloadFile: { error: 12, errorMessage: "下载失败" }, request: { status: 200, headers: {}, data: { status: 404, headers: {}, body } } };
    expect(await here.fetchFile("u", { a: "b" })).toEqual({ status: 404, headers: {}, body, path: "" });
    expect(asked[1]?.[1]).toMatchObject({ url: "u", headers: { a: "b", "x-status-in-body": "1" } });
  });

  it("is out of reach when nobody says why, and slow when time ran out", async () => {
    table = { downloadFile: { error: 12 }, request: { error: 12 } };
    expect(await raised(here.fetchFile("u", {}))).toBeInstanceOf(Offline);
    table = { downloadFile: {}, request: { status: 200, headers: {}, data: { status: 200, headers: {}, body: "JVBERi0=" } } };
    expect(await raised(here.fetchFile("u", {}))).toBeInstanceOf(Offline);
    table = { downloadFile: { error: 13 } };
    expect(await raised(here.fetchFile("u", {}))).toBeInstanceOf(Slow);
  });
});

describe("the till", () => {
  it.each([["9000", "paid"], ["6001", "given_up"], ["8000", "unsure"], ["6004", "unsure"], ["4000", "unsure"], ["6002", "unsure"]])("that says %s means %s", async (resultCode, means) => {
    table = { tradePay: { resultCode } };
    expect(await here.pay({ tradeNO: "1" })).toBe(means);
  });

  it("that fails altogether leaves it unsure", async () => {
    table = { tradePay: { error: 2 } };
    expect(await here.pay({ tradeNO: "1" })).toBe("unsure");
  });
});

it("what a person closes is no error", async () => {
  table = { scan: { error: 10 }, chooseImage: { error: 11 } };
  expect([await here.scan(), await here.takePhoto()]).toEqual([null, []]);
});

it("photos have a path, a name and a size, on old versions, too", async () => {
  table = { chooseImage: { tempFiles: [{ path: "https://resource/a.jpg", size: 5 }] } };
  expect(await here.takePhoto()).toEqual([{ path: "https://resource/a.jpg", name: "a.jpg", size: 5 }]);
  table = { chooseImage: { apFilePaths: ["https://resource/b.jpg"] } };
  expect(await here.choosePhotos(2)).toEqual([{ path: "https://resource/b.jpg", name: "b.jpg", size: 0 }]);
});

it("signs in by its own code, without showing anything", async () => {
  table = { getAuthCode: { authCode: "auth" } };
  expect(await here.signInCode()).toBe("auth");
  expect(asked[0]?.[1]).toMatchObject({ scopes: ["auth_base"] });
});

it("puts the light back as it was", async () => {
  table = { getScreenBrightness: { brightness: 0.3 } };
  here.bright(true);
  await vi.waitFor(() => expect(asked.map(([name]) => name)).toContain("setScreenBrightness"));
  here.bright(false);
  await vi.waitFor(() => expect(asked.filter(([name]) => name === "setScreenBrightness").map(([, { brightness }]) => brightness)).toEqual([1, 0.3]));
});

it("keeps texts, tells its language and how large its person reads", () => {
  here.storage.write("a", "1");
  expect([here.storage.read("a"), here.storage.read("b"), here.language(), here.care().fontScale]).toEqual(["1", null, "zh-Hans", 1.375]);
});

it("holds what the platform says no to, which it does not raise", () => {
  const before = own.setStorageSync;
  own.setStorageSync = () => ({ success: false, error: 12, errorMessage: "exceed storage max size" });
  here.storage.write("b", "typed");
  expect([here.storage.read("b"), here.storage.full()]).toEqual(["typed", true]);
  own.setStorageSync = before;
  here.storage.remove("b");
  expect([here.storage.read("b"), here.storage.full()]).toEqual([null, false]);
});

it("keeps a sheet with a photo in it, which no key takes whole", () => {
  const before = own.setStorageSync;
  own.setStorageSync = ({ key, data }: { key: string; data: string }) => (JSON.stringify(data).length > 200 * 1024 ? { error: 14 } : (shelf.set(key, data), { success: true }));
  const long = JSON.stringify({ picture: "A".repeat(500_000) });
  here.storage.write("c", long);
  expect([here.storage.read("c") === long, here.storage.full()]).toEqual([true, false]);
  own.setStorageSync = before;
});

it("hides the bodies of refusals, and is asked for them another way", () => {
  expect([here.statusInBody, here.channel, here.pays]).toEqual([true, "alipay_mini", "alipay"]);
});
