/** Not yet sent: a POST that no net would take. Kept on the phone, shown, and sent again with its own key when there is a net, in the order in which it was meant. */
import { dropSheet } from "../drafts";
import { here } from "../platform/here";
import { call } from "./client";
import type { Json } from "./json";
import { newKey } from "./keys";
import { tell } from "./news";
import { Refusal, unanswered } from "./refusals";
import { own } from "./whose";

const SHELF = "pending";

/** Too many at once, or the house rests: later it may go. */
const LATER = new Set([429, 502, 503, 504]);

/** `about` says to the person what it is (already in words); `leads`: a page of ours to open when it has arrived, `back`: one to put it
 *  right on when it was refused, `sheet`: the application whose draft is over when it has arrived. None of them: "". */
export interface Keeping {
  about: string;
  leads?: string;
  back?: string;
  sheet?: string;
  key?: string;
}

export interface Pending extends Required<Keeping> {
  path: string;
  body: Json;
  at: number;
}

export interface Replayed {
  sent: Pending[];
  /** The server said no; it is not tried again. */
  refused: { pending: Pending; error: unknown }[];
  left: Pending[];
}

type Listener = (waiting: Pending[]) => void;
const listeners = new Set<Listener>();
let running: Promise<Replayed> | null = null;

/** The server's answer, or null when it is kept for later. Raises `Refusal` when the server said no. */
export async function sendOrKeep<T>(path: string, body: Json, keeping: Keeping): Promise<T | null> {
  const pending: Pending = { leads: "", back: "", sheet: "", key: newKey(), ...keeping, path, body, at: Date.now() };
  if (waiting().length > 0) return kept(pending);
  try {
    return await call<T>("POST", path, { body, key: pending.key });
  } catch (error) {
    if (!unanswered(error)) throw error;
    return kept(pending);
  }
}

export function waiting(): Pending[] {
  const text = here.storage.read(own(SHELF));
  if (text === null) return [];
  try {
    return JSON.parse(text) as Pending[];
  } catch {
    return [];
  }
}

/** Tries all that waits, the oldest first; stops at the first that still cannot be sent. Asked twice at once, it runs once. */
export function replay(): Promise<Replayed> {
  running ??= oneByOne().finally(() => {
    running = null;
  });
  return running;
}

/** Gives up what waits under `key`. */
export function giveUp(key: string): void {
  write(waiting().filter((one) => one.key !== key));
}

export function forgetPending(): void {
  write([]);
}

/** What somebody sent before they were known goes out as theirs. */
export function adoptPending(list: Pending[]): void {
  if (list.length > 0) write([...waiting(), ...list]);
}

/** Somebody else is here: whoever draws the list looks anew. */
export function renewPending(): void {
  listeners.forEach((listener) => listener(waiting()));
}

/** Told whenever the list changes; gives back how to stop. */
export function onPending(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function oneByOne(): Promise<Replayed> {
  const told: Replayed = { sent: [], refused: [], left: [] };
  for (let next = waiting()[0]; next !== undefined; next = waiting()[0]) {
    const pending = next;
    try {
      await call("POST", pending.path, { body: pending.body, key: pending.key });
      told.sent.push(pending);
      arrived(pending);
    } catch (error) {
      if (unanswered(error) || (error instanceof Refusal && LATER.has(error.status))) break;
      told.refused.push({ pending, error });
      refused(pending, error);
    }
    giveUp(pending.key);
  }
  return { ...told, left: waiting() };
}

function arrived({ key, about, leads, sheet }: Pending): void {
  if (sheet) dropSheet(sheet);
  if (leads) tell({ key, about, leads, refused: null });
}

function refused({ key, about, back }: Pending, error: unknown): void {
  const words = error instanceof Refusal ? error.errors.map(({ message }) => message).join(" ") || error.detail || error.title : "";
  tell({ key, about, leads: back, refused: words });
}

function kept(pending: Pending): null {
  write([...waiting(), pending]);
  return null;
}

function write(list: Pending[]): void {
  if (list.length === 0) here.storage.remove(own(SHELF));
  else here.storage.write(own(SHELF), JSON.stringify(list));
  renewPending();
}
