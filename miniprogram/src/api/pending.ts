/** Not yet sent: a POST that no net would take. Kept on the phone, shown, and sent again with its own key when there is a net, in the order in which it was meant. */
import { here } from "../platform/here";
import { call } from "./client";
import type { Json } from "./json";
import { newKey } from "./keys";
import { unanswered } from "./refusals";

const SHELF = "pending";

/** `about` says to the person what it is (already in words); `leads`: a page of ours to open when it has arrived, or "". */
export interface Pending {
  key: string;
  path: string;
  body: Json;
  about: string;
  leads: string;
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
export async function sendOrKeep<T>(path: string, body: Json, about: string, leads = "", key: string = newKey()): Promise<T | null> {
  const pending: Pending = { key, path, body, about, leads, at: Date.now() };
  if (waiting().length > 0) return kept(pending);
  try {
    return await call<T>("POST", path, { body, key });
  } catch (error) {
    if (!unanswered(error)) throw error;
    return kept(pending);
  }
}

export function waiting(): Pending[] {
  const text = here.storage.read(SHELF);
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
    } catch (error) {
      if (unanswered(error)) break;
      told.refused.push({ pending, error });
    }
    giveUp(pending.key);
  }
  return { ...told, left: waiting() };
}

function kept(pending: Pending): null {
  write([...waiting(), pending]);
  return null;
}

function write(list: Pending[]): void {
  if (list.length === 0) here.storage.remove(SHELF);
  else here.storage.write(SHELF, JSON.stringify(list));
  listeners.forEach((listener) => listener(list));
}
