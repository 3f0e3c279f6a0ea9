/** The one way to the city's API: who asks, in which language, again when the net stumbles, and never twice by mistake. */
import { here } from "../platform/here";
import type { Answered, Fetched, Picked } from "../platform/platform";
import { language } from "../words";
import { isObject, type Json } from "./json";
import { newKey } from "./keys";
import { Refusal, unanswered } from "./refusals";
import { isStill, whose } from "./whose";

export const API = `${ADDRESS}/api/v1`;
/** Milliseconds a person waits before we call it slow; a long poll asks for its own. */
const PATIENCE = 12_000;
const TRIES = 2;
const BUSY = 503;

export interface Asking {
  body?: Json;
  query?: Record<string, string | number | undefined>;
  /** Of the sending, not of the try: the same key and body have the same answer, however often they arrive. */
  key?: string;
  /** false: without a token, even when there is one. Default: with the token when there is one. */
  signedIn?: boolean;
  timeoutMs?: number;
  headers?: Record<string, string>;
}

/** Who signs requests. `account` puts itself here, so that the client does not know how one signs in. */
export interface Signer {
  token(): string | null;
  /** Called once after a 401 to a request that carried `refused`; true when there is a newer token. */
  renew(refused: string | null): Promise<boolean>;
}

let signer: Signer = { token: () => null, renew: () => Promise.resolve(false) };

export function signWith(given: Signer): void {
  signer = given;
}

/** The body of the answer. Raises `Refusal`, `Offline`, `Slow`. */
export async function call<T>(method: "GET" | "POST", path: string, asking: Asking = {}): Promise<T> {
  return (await answered(method, path, asking)).body as T;
}

/** Like `call`, with status and headers (`etag`); 304 is an answer. */
export async function answered(method: "GET" | "POST", path: string, asking: Asking = {}): Promise<Answered> {
  const key = asking.key ?? newKey();
  const send = (token: string | null): Promise<Answered> =>
    here.call({
      method,
      url: API + path + queried(asking.query),
      headers: { ...headersOf(token, asking), ...(method === "POST" ? { "idempotency-key": key, "content-type": "application/json" } : {}) },
      ...(method === "POST" ? { body: asking.body ?? {} } : {}),
      timeoutMs: asking.timeoutMs ?? PATIENCE,
    });
  return settled(await renewed(send, asking));
}

/** One file by POST, multipart, with texts beside it. The same retries and the same refusals as `call`. */
export async function upload<T>(path: string, file: Picked, texts: Record<string, string>, key: string = newKey()): Promise<T> {
  const send = (token: string | null): Promise<Answered> =>
    here.send({ url: API + path, headers: { ...headersOf(token), "idempotency-key": key }, file, texts, timeoutMs: PATIENCE * 5 });
  return settled(await renewed(send)).body as T;
}

/** A picture or a paper to a temporary path on the phone. Raises like `call`. */
export async function fetched(path: string): Promise<string> {
  const send = (token: string | null): Promise<Fetched> => {
    const { "x-status-in-body": _wrapped, ...headers } = headersOf(token);
    return here.fetchFile(API + path, headers);
  };
  return settled(await renewed(send)).path;
}

/** Once more when nothing came back or the house was busy. */
async function again<A extends Answered>(send: () => Promise<A>, tries: number = TRIES): Promise<A> {
  try {
    const came = unwrapped(await send());
    return came.status === BUSY && tries > 1 ? await again(send, tries - 1) : came;
  } catch (error) {
    if (!unanswered(error) || tries <= 1) throw error;
    return again(send, tries - 1);
  }
}

/** Once more with a newer token, or as a visitor where the old one is over: what is open to all is then answered. Never as somebody else. */
async function renewed<A extends Answered>(send: (token: string | null) => Promise<A>, asking: Asking = {}): Promise<A> {
  const token = asking.signedIn === false ? null : signer.token();
  const asked = whose();
  const came = await again(() => send(token));
  if (came.status !== 401 || asking.signedIn === false) return came;
  const worth = (await signer.renew(token)) || (token !== null && signer.token() === null);
  return worth && isStill(asked) ? again(() => send(signer.token())) : came;
}

function settled<A extends Answered>(came: A): A {
  if (came.status >= 400) throw Refusal.of(came.status, came.body);
  return came;
}

/** Where the platform hides the bodies of refusals the answer is always 200 and holds `{status, headers, body}`. */
function unwrapped<A extends Answered>(came: A): A {
  if (!here.statusInBody || !isObject(came.body)) return came;
  const { status, headers, body } = came.body;
  if (typeof status !== "number" || headers === undefined) return came;
  return { ...came, status, headers: { ...came.headers, ...(headers as unknown as Record<string, string>) }, body: body ?? null };
}

function headersOf(token: string | null, asking: Asking = {}): Record<string, string> {
  return {
    accept: "application/json",
    "accept-language": language(),
    ...(here.statusInBody ? { "x-status-in-body": "1" } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...asking.headers,
  };
}

function queried(query: Asking["query"]): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}
