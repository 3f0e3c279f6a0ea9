/** Requests, uploads, downloads: what goes out, what a platform keeps from going out, and what it hides of the answers. */
import { answer, Listeners, type Api, type Options } from "../calling";
import { bytes, LIMITS, mayCall } from "../limits";
import { problem } from "../problems";
import { Refused, refuse } from "../refusals";
import { isWeapp, reached, settings, text, type Loose, type Network } from "../world";
import { fileOf, keep } from "./files";

export const changes = new Listeners<Loose>();
const SLOWEST_MS = 30_000;
const running = new Set<AbortController>();
const waiting: (() => void)[] = [];
let asleep = false;
let most = 0;

/** How many requests were under way at once, at most. */
export function busiest(): number {
  return most;
}

/** Whoever sleeps is told nothing of it, neither later. */
export function setNetwork(network: Network): void {
  settings.network = network;
  if (asleep) return;
  const there = network !== "offline";
  changes.tell(isWeapp ? { isConnected: there, networkType: there ? "wifi" : "none" } : { isConnected: there, networkAvailable: there, networkType: there ? "WIFI" : "NOTREACHABLE" });
}

/** Five seconds after the person left: what runs is broken off, and nothing new begins until they are back. */
export function sleep(stopped: boolean): void {
  asleep = stopped;
  if (stopped) for (const one of [...running]) one.abort("interrupted");
}

interface Wire {
  url: string;
  init: RequestInit;
  timeout: number;
}

async function send(wire: Wire, control: AbortController): Promise<Response> {
  if (asleep) refuse("interrupted", 12, { errno: 600003, message: "网络出错" });
  if (running.size >= LIMITS.requestsAtOnce) await new Promise<void>((go) => waiting.push(go));
  running.add(control);
  most = Math.max(most, running.size);
  const late = window.setTimeout(() => control.abort("timeout"), Math.min(wire.timeout || LIMITS.requestMs, LIMITS.longestMs));
  try {
    await passed(control.signal);
    return await whole(await fetch(reached(wire.url), { ...wire.init, signal: control.signal, credentials: "omit", cache: "no-store" }));
  } catch (failure) {
    throw failure instanceof Refused ? failure : broken(control.signal);
  } finally {
    window.clearTimeout(late);
    running.delete(control);
    waiting.shift()?.();
  }
}

/** The time a slow line takes; none at all without a line. */
async function passed(signal: AbortSignal): Promise<void> {
  if (settings.network === "offline") refuse("errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED", 12, { errno: 600001, message: "网络出错" });
  if (settings.network !== "slow") return;
  await new Promise<void>((go, stop) => {
    window.setTimeout(go, Math.min(settings.slowness, SLOWEST_MS));
    signal.addEventListener("abort", () => stop(new Error("broken off")));
  });
}

/** The body too belongs to the time a request may take. */
async function whole(response: Response): Promise<Response> {
  const body = await response.arrayBuffer();
  const { status, headers } = response;
  return new Response([101, 204, 205, 304].includes(status) ? null : body, { status, headers });
}

function broken(signal: AbortSignal): Refused {
  if (signal.reason === "timeout") return new Refused({ weapp: "timeout", errno: 5, alipay: 13, message: "超时" });
  if (signal.reason === "abort") return new Refused({ weapp: "abort", alipay: 9, message: "request:fail abort" });
  if (signal.reason === "interrupted") return new Refused({ weapp: "interrupted", errno: 600003, alipay: 12, message: "网络出错" });
  return new Refused({ weapp: "errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED", errno: 600001, alipay: 12, message: "网络出错" });
}

function headersOf(options: Options): Record<string, string> {
  const given = (options.header ?? options.headers ?? {}) as Loose;
  const names = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), text(value)]));
  if ("referer" in names) problem("rule", "the header referer cannot be set");
  delete names.referer;
  return names;
}

function form(data: Loose): string {
  return Object.entries(data).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(text(value))}`).join("&");
}

function requested(options: Options): Wire {
  const method = (text(options.method) || "GET").toUpperCase();
  if (!LIMITS.methods.includes(method)) refuse(`parameter error: parameter.method should be one of ${LIMITS.methods.join("|")}`, 2, { errno: 1001, message: "参数错误" });
  if (method !== "GET" && method !== "POST") problem("rule", `${method} ${text(options.url)}: our API takes GET and POST only`);
  const headers = { "content-type": "application/json", ...headersOf(options) };
  const { data } = options;
  const inQuery = method === "GET" && typeof data === "object" && data !== null && !(data instanceof ArrayBuffer);
  const url = inQuery && Object.keys(data).length ? `${text(options.url)}${text(options.url).includes("?") ? "&" : "?"}${form(data as Loose)}` : text(options.url);
  mayCall(url, "request");
  const body = method === "GET" || data === undefined || data === null ? undefined : bodied(data, headers["content-type"]);
  if (typeof body === "string" && bytes(body) > LIMITS.body) refuse("data exceeds the limit", 2, { message: "参数错误" });
  return { url, init: { method, headers, body }, timeout: Number(options.timeout ?? LIMITS.requestMs) };
}

function bodied(data: unknown, type: string): string | ArrayBuffer {
  if (typeof data === "string" || data instanceof ArrayBuffer) return data;
  return type.includes("x-www-form-urlencoded") ? form(data as Loose) : JSON.stringify(data);
}

async function request(options: Options, control: AbortController): Promise<Loose> {
  const response = await send(requested(options), control);
  const headers = Object.fromEntries(response.headers);
  if (isWeapp) return { data: await read(response, options, false), statusCode: response.status, header: headers, cookies: [] };
  if (response.status >= 400) refuse("http status error", 19, { message: "HTTP错误", more: { status: response.status, headers } });
  return { data: await read(response, options, true), status: response.status, headers };
}

/** WeChat leaves text as text when it is no JSON; Alipay says 14 when JSON was asked for. */
async function read(response: Response, options: Options, strict: boolean): Promise<unknown> {
  if (options.responseType === "arraybuffer" || text(options.dataType).toLowerCase() === "arraybuffer") return response.arrayBuffer();
  const said = await response.text();
  const type = text(options.dataType).toLowerCase();
  if (type === "text" || type === "其他") return said;
  try {
    return JSON.parse(said) as unknown;
  } catch {
    if (strict && type === "json") refuse("JSON parse data error", 14, { more: { status: response.status } });
    return said;
  }
}

async function upload(options: Options, control: AbortController): Promise<Loose> {
  mayCall(text(options.url), "upload");
  const file = fileOf(text(options.filePath));
  if (!file) refuse("file not found", 11, { errno: 1300002, message: "文件不存在" });
  if (file.size > LIMITS.upload) refuse("file size exceeds the limit", 12, { message: "上传文件失败" });
  const field = text(options.name ?? options.fileName);
  if (!field) refuse("parameter error: parameter.name should be String instead of Undefined", 2, { errno: 1001, message: "无效参数" });
  const body = new FormData();
  for (const [name, value] of Object.entries((options.formData ?? {}) as Loose)) body.append(name, text(value));
  body.append(field, file, file.name);
  const headers = headersOf(options);
  delete headers["content-type"];
  const response = await send({ url: text(options.url), init: { method: "POST", headers, body }, timeout: Number(options.timeout ?? LIMITS.transferMs) }, control);
  return { data: await response.text(), statusCode: response.status, header: Object.fromEntries(response.headers) };
}

async function download(options: Options, control: AbortController): Promise<Loose> {
  mayCall(text(options.url), "download");
  const response = await send({ url: text(options.url), init: { headers: headersOf(options) }, timeout: Number(options.timeout ?? LIMITS.transferMs) }, control);
  const file = await response.blob();
  if (file.size > LIMITS.download) refuse("file size exceeds the limit", 12, { message: "下载失败" });
  if (!isWeapp && response.status >= 400) refuse("http status error", 12, { message: "下载失败" });
  const path = keep(new File([file], new URL(text(options.url)).pathname.split("/").at(-1) || "file", { type: file.type }));
  return isWeapp ? { tempFilePath: path, statusCode: response.status, header: Object.fromEntries(response.headers) } : { apFilePath: path, tempFilePath: path };
}

function task(name: string, work: (options: Options, control: AbortController) => Promise<Loose>): (options?: Options) => Loose {
  return (options = {}) => {
    const control = new AbortController();
    const settled = answer(name, options, Promise.resolve().then(() => work(options, control)));
    const nothing = () => undefined;
    const own = { abort: () => control.abort("abort"), onProgressUpdate: nothing, offProgressUpdate: nothing, onHeadersReceived: nothing, offHeadersReceived: nothing, onChunkReceived: nothing };
    return settled ? { ...own, then: settled.then.bind(settled), catch: settled.catch.bind(settled) } : own;
  };
}

export function network(): Api {
  return { request: task("request", request), uploadFile: task("uploadFile", upload), downloadFile: task("downloadFile", download) };
}
