/** What the two platforms share about a request: header names in one case, a failure told as being offline or too slow. */
import type { Json } from "../api/json";
import { Offline, Slow } from "../api/refusals";
import type { Answered } from "./platform";

export function answeredOf(status: number, headers: Record<string, unknown>, body: unknown): Answered {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { status, headers: Object.fromEntries(lower) as Record<string, string>, body: jsonOf(body) };
}

/** Some platforms give the text of an upload's answer, some what it means. */
export function jsonOf(body: unknown): Json {
  if (typeof body !== "string") return (body ?? null) as Json;
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

/** `says`: the platform's own words for what went wrong, and its number. */
export function failure(says: unknown, timeouts: RegExp): Offline | Slow {
  return timeouts.test(wordsOf(says)) ? new Slow() : new Offline();
}

export function wordsOf(says: unknown): string {
  if (says === null || typeof says !== "object") return String(says);
  const { errMsg, errorMessage, error, errno } = says as Record<string, unknown>;
  return [errMsg, errorMessage, error, errno].filter((one) => one !== undefined).join(" ");
}

/** The last part of a path: what a chosen file is called when the platform does not say. */
export function nameOf(path: string): string {
  return path.split(/[\\/]/).pop() || "file";
}
