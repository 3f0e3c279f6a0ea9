/** Alipay. Its own calls are used as they are, since their answers differ from WeChat's in more than names. */
import { isObject, type Json } from "../api/json";
import { Offline } from "../api/refusals";
import type { Answered, Fetched, Paid, Picked, Platform, UploadWire, Wire } from "./platform";
import { shelves } from "./shelves";
import { answeredOf, failure, nameOf, wordsOf } from "./wire";

/** What we use of it. Every call takes `success` and `fail`. */
interface Alipay {
  request(options: Options): unknown;
  uploadFile(options: Options): unknown;
  downloadFile(options: Options): unknown;
  getAuthCode(options: Options): unknown;
  tradePay(options: Options): unknown;
  scan(options: Options): unknown;
  chooseImage(options: Options): unknown;
  openDocument(options: Options): unknown;
  setClipboard(options: Options): unknown;
  makePhoneCall(options: Options): unknown;
  setScreenBrightness(options: Options): unknown;
  getScreenBrightness(options: Options): unknown;
  onNetworkStatusChange(listener: (now: { isConnected: boolean }) => void): void;
  offNetworkStatusChange(listener: (now: { isConnected: boolean }) => void): void;
  getStorageSync(options: { key: string }): { data: unknown };
  setStorageSync(options: { key: string; data: string }): { success?: boolean; error?: number } | undefined;
  removeStorageSync(options: { key: string }): void;
  getSystemInfoSync(): { language?: string; fontSizeSetting?: number };
}

type Options = Record<string, unknown>;
type Doing = Exclude<keyof Alipay, `${string}Sync` | "onNetworkStatusChange" | "offNetworkStatusChange">;

declare const my: Alipay;

/** 13: too slow. All other numbers of `my.request` say that nobody answered (we always ask for status 200). */
const TIMEOUT = /\b13\b|time\s?out/i;
/** The numbers with which a person closes what was opened: scanning 10, choosing 11. */
const CANCELLED = /\b(10|11)\b|cancel/i;
/** `my.tradePay`: paid; given up by the person (6001; 99: went to look for the password). Everything else the server is asked about. */
const PAYS: Record<string, Paid> = { 9000: "paid", 6001: "given_up", 99: "given_up" };
const USUAL_FONT = 16;
/** For the reason why nothing came. */
const PATIENCE_MS = 12_000;
/** A key takes 200 KB, counted as JSON in UTF-8: three bytes a sign, four where a text was JSON already. Source: opendocs.alipay.com, `my.setStorageSync`. */
const MOST_SIGNS = 48_000;

function stored(key: string): string | null {
  const { data } = my.getStorageSync({ key });
  return typeof data === "string" && data !== "" ? data : null;
}

/** What goes wrong (14: too long, 12: no room) is given back, not raised. */
function store(key: string, data: string): boolean {
  try {
    const came = my.setStorageSync({ key, data });
    return came?.success !== false && !came?.error;
  } catch {
    return false;
  }
}

function ask<T>(what: Doing, options: Options = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    my[what]({ ...options, success: (came: T) => resolve(came), fail: (why: unknown) => reject(why as Error) });
  });
}

function asking<T>(what: Doing, options: Options): Promise<T> {
  return ask<T>(what, options).catch((why: unknown) => Promise.reject(failure(why, TIMEOUT)));
}

interface Came {
  status?: number;
  statusCode?: number | string;
  headers?: Options;
  header?: Options;
  data: unknown;
}

function answered(came: Came): Answered {
  return answeredOf(Number(came.status ?? came.statusCode), came.headers ?? came.header ?? {}, came.data);
}

async function call(request: Wire): Promise<Answered> {
  const { url, method, headers, body, timeoutMs } = request;
  // A body as text: what it is is said by its header, whichever version serialises or does not.
  const data = body === undefined ? {} : { data: JSON.stringify(body) };
  return answered(await asking<Came>("request", { url, method, headers, timeout: timeoutMs, dataType: "json", ...data }));
}

async function send(upload: UploadWire): Promise<Answered> {
  const { url, headers, file, texts, timeoutMs } = upload;
  const what = { filePath: file.path, fileName: "file", name: "file", fileType: "image", formData: texts };
  return answered(await asking<Came>("uploadFile", { url, header: headers, timeout: timeoutMs, ...what }));
}

async function fetchFile(url: string, headers: Record<string, string>): Promise<Fetched> {
  try {
    const { tempFilePath, apFilePath } = await asking<{ tempFilePath?: string; apFilePath?: string }>("downloadFile", { url, header: headers });
    const path = tempFilePath || apFilePath;
    if (path) return { status: 200, headers: {}, body: null, path };
  } catch (why) {
    if (!(why instanceof Offline)) throw why;
  }
  return refused(url, headers);
}

/** A download that fails tells no status here, neither whether there was one: asked like anything else, the server says it. */
async function refused(url: string, headers: Record<string, string>): Promise<Fetched> {
  const { body: told } = await call({ method: "GET", url, headers: { ...headers, "x-status-in-body": "1" }, timeoutMs: PATIENCE_MS });
  const { status, body } = isObject(told) ? told : {};
  if (typeof status !== "number" || status < 400) throw new Offline();
  return { status, headers: {}, body: body ?? null, path: "" };
}

interface Images {
  tempFiles?: { path: string; size?: number }[];
  tempFilePaths?: string[];
  apFilePaths?: string[];
}

async function images(sourceType: "camera" | "album", count: number): Promise<Picked[]> {
  const chosen = await unlessCancelled<Images>("chooseImage", { count, sourceType: [sourceType], sizeType: ["compressed"] });
  const files = chosen?.tempFiles ?? (chosen?.tempFilePaths ?? chosen?.apFilePaths ?? []).map((path) => ({ path }));
  return files.map((file: { path: string; size?: number }) => ({ path: file.path, name: nameOf(file.path), size: file.size ?? 0 }));
}

/** null when the person closed what was opened. */
async function unlessCancelled<T>(what: Doing, options: Options): Promise<T | null> {
  try {
    return await ask<T>(what, options);
  } catch (why) {
    if (CANCELLED.test(wordsOf(why))) return null;
    throw why;
  }
}

async function pay(client: Json): Promise<Paid> {
  try {
    const { resultCode } = await ask<{ resultCode: string | number }>("tradePay", client as Options);
    return PAYS[String(resultCode)] ?? "unsure";
  } catch {
    return "unsure";
  }
}

const brightness = { before: 0.5 };

async function bright(on: boolean): Promise<void> {
  if (on) brightness.before = (await ask<{ brightness?: number }>("getScreenBrightness")).brightness ?? brightness.before;
  await ask("setScreenBrightness", { brightness: on ? 1 : brightness.before });
}

export const here: Platform = {
  name: "alipay",
  channel: "alipay_mini",
  pays: "alipay",
  statusInBody: true,
  phoneButton: false,
  signInCode: async () => (await asking<{ authCode: string }>("getAuthCode", { scopes: ["auth_base"] })).authCode,
  call,
  send,
  fetchFile,
  openDocument: async (filePath) => void (await ask("openDocument", { filePath, fileType: "pdf" })),
  pay,
  scan: async () => (await unlessCancelled<{ code: string }>("scan", { scanType: ["qrCode", "barCode"] }))?.code ?? null,
  takePhoto: () => images("camera", 1),
  choosePhotos: (most) => images("album", most),
  storage: shelves({ get: stored, set: store, drop: (key) => void my.removeStorageSync({ key }) }, MOST_SIGNS),
  // The platform asks for the camera and the album itself, with our purpose, and has no agreement of its own.
  privacy: { has: false, needed: () => Promise.resolve(false), contract: () => undefined, onAsked: () => () => undefined, agreed: () => undefined, refused: () => undefined },
  care: () => ({ elder: false, fontScale: (my.getSystemInfoSync().fontSizeSetting ?? USUAL_FONT) / USUAL_FONT }),
  bright: (on) => void bright(on).catch(() => undefined),
  copy: async (text) => void (await ask("setClipboard", { text })),
  phone: (number) => void ask("makePhoneCall", { number }).catch(() => undefined),
  language: () => (my.getSystemInfoSync().language ?? "zh-CN").replace(/^zh$/, "zh-CN").replace("_", "-"),
  onOnline: (listener) => {
    const told = (now: { isConnected: boolean }): void => listener(now.isConnected);
    my.onNetworkStatusChange(told);
    return () => my.offNetworkStatusChange(told);
  },
};
