/** The last answer at once, the fresh one after: a first screen without waiting. Only what is nobody's secret for long is kept, and all of it goes with `forget`. */
import { here } from "../platform/here";
import { language, languages } from "../words";
import { answered, type Asking } from "./client";
import type { Json } from "./json";
import { isStill, whose } from "./whose";

const SHELF = "cached:";

interface Kept {
  etag: string;
  body: Json;
}

export interface CachedAnswer<T> {
  /** What was answered last time, or null. */
  last: T | null;
  /** The answer of now. Raises like `call`; then `last` is what there is. */
  fresh: Promise<T>;
}

/** GET `path`; `key` names the shelf. Where the server gave an ETag, an unchanged answer is not sent again. */
export function cached<T>(key: string, path: string, asking: Asking = {}): CachedAnswer<T> {
  const kept = read(key);
  return { last: kept ? (kept.body as T) : null, fresh: fresh<T>(key, path, asking, kept) };
}

/** What was answered last time, or null; nothing is asked. */
export function lastOf<T>(key: string): T | null {
  return (read(key)?.body as T | undefined) ?? null;
}

async function fresh<T>(key: string, path: string, asking: Asking, kept: Kept | null): Promise<T> {
  const [asked, tag] = [whose(), language()];
  const came = await answered("GET", path, { ...asking, headers: kept?.etag ? { "if-none-match": kept.etag } : {} });
  if (came.status === 304 && kept) return kept.body as T;
  const fits = isStill(asked) && language() === tag; // else it belongs on nobody's shelf that is here now
  if (fits) here.storage.write(shelf(key), JSON.stringify({ etag: came.headers.etag ?? "", body: came.body }), true);
  return came.body as T;
}

export function forget(key: string): void {
  languages().forEach(({ tag }) => here.storage.remove(shelf(key, tag)));
}

/** What was said in one language is not shown in another. */
function shelf(key: string, tag: string = language()): string {
  return `${SHELF}${tag}:${key}`;
}

function read(key: string): Kept | null {
  const text = here.storage.read(shelf(key));
  if (text === null) return null;
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return null;
  }
}
