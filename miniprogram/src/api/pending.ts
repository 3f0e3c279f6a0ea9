/** Not yet sent: a POST that no net would take. Kept on the phone, shown, and sent again with its own key when there is a net, in the order in which it was meant. */
import { dropSheet } from "../drafts";
import { here } from "../platform/here";
import { call } from "./client";
import { isObject, type Json } from "./json";
import { newKey } from "./keys";
import { tell } from "./news";
import { needsSignIn, Refusal, unanswered } from "./refusals";
import { isStill, own, whose } from "./whose";

const SHELF = "pending";

/** Too many at once; from here on the house rests or has stumbled. */
const TOO_MANY = 429;
const STUMBLED = 500;
/** So often the house may stumble over the same thing: then it is told, and holds up nothing behind it any longer. */
const STUMBLES = 6;
/** The same request came before: it is being done this moment; it was done, and its answer is lost (`api/idempotency.py`). */
const IN_PROGRESS = "in_progress";
const ANSWER_LOST = "answer_lost";
const OF_AN_APPLICATION = /^(\/applications\/[^/]+)\//;

/** `about` says to the person what it is (already in words); `leads`: a page of ours to open when it has arrived, `back`: one to put it
 *  right on when it was refused, `sheet`: the key of the draft that is over when it has arrived. None of them: "". */
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
  /** How often the house stumbled over it: 500, not that it rests. */
  stumbles: number;
}

export interface Replayed {
  sent: Pending[];
  /** The server said no; it is not tried again. */
  refused: { pending: Pending; error: unknown }[];
  left: Pending[];
  /** Why those that are left could not go; null when nothing is. A 401: the person has to sign in first. */
  stopped: unknown;
}

type Listener = (waiting: Pending[]) => void;
const listeners = new Set<Listener>();
let running: Promise<Replayed> | null = null;

/** The server's answer, or null when it is kept for later: behind what waits already, which is tried again at once. Raises `Refusal` when the server said no. */
export async function sendOrKeep<T>(path: string, body: Json, keeping: Keeping): Promise<T | null> {
  const pending: Pending = { leads: "", back: "", sheet: "", key: newKey(), ...keeping, path, body, at: Date.now(), stumbles: 0 };
  if (waiting().length > 0) {
    kept(pending);
    void replay();
    return null;
  }
  try {
    return await call<T>("POST", path, { body, key: pending.key });
  } catch (error) {
    if (!isUnsure(error)) throw error;
    kept(pending);
    return null;
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
  const told: Replayed = { sent: [], refused: [], left: [], stopped: null };
  const owner = whose();
  for (let next = waiting()[0]; next !== undefined && isStill(owner); next = waiting()[0]) {
    const pending = next;
    const error = await sent(pending).then(() => null, (why: unknown) => why);
    if (!isStill(owner)) break; // somebody else is here: what waits is kept for whose it is
    if (error !== null && mayGoLater(error) && !tooOften(pending, error)) {
      told.stopped = error;
      break;
    }
    if (error === null) told.sent.push(pending);
    else told.refused.push({ pending, error });
    giveUp(pending.key);
    settle(pending, error);
  }
  return { ...told, left: waiting() };
}

async function sent(pending: Pending): Promise<void> {
  try {
    await call("POST", pending.path, { body: pending.body, key: pending.key });
  } catch (error) {
    if (!isCode(error, ANSWER_LOST) || !(await wasDone(pending))) throw error;
  }
}

/** The application itself tells whether something came of it: then it is newer than what was sent. Raises like a call. */
async function wasDone({ path, body }: Pending): Promise<boolean> {
  const application = OF_AN_APPLICATION.exec(path)?.[1];
  const before = isObject(body) ? body.version : undefined;
  if (application === undefined || typeof before !== "number") return false;
  return (await call<{ version: number }>("GET", application)).version > before;
}

/** Not known yet what came of it: sent again with its own key, it is answered. */
function isUnsure(error: unknown): boolean {
  return unanswered(error) || isCode(error, IN_PROGRESS) || isCode(error, ANSWER_LOST);
}

function mayGoLater(error: unknown): boolean {
  if (unanswered(error) || needsSignIn(error) || isCode(error, IN_PROGRESS)) return true;
  return error instanceof Refusal && (error.status >= STUMBLED || error.status === TOO_MANY);
}

/** Counts; true when it is enough. */
function tooOften(pending: Pending, error: unknown): boolean {
  if (!(error instanceof Refusal) || error.status !== STUMBLED) return false;
  const stumbles = pending.stumbles + 1;
  write(waiting().map((one) => (one.key === pending.key ? { ...one, stumbles } : one)));
  return stumbles >= STUMBLES;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Refusal && error.code === code;
}

function settle(pending: Pending, error: unknown): void {
  if (error === null) arrived(pending);
  else refused(pending, error);
}

function arrived({ key, about, leads, sheet }: Pending): void {
  if (sheet) dropSheet(sheet);
  if (leads) tell({ key, about, leads, refused: null });
}

function refused({ key, about, back }: Pending, error: unknown): void {
  const words = error instanceof Refusal ? error.errors.map(({ message }) => message).join(" ") || error.detail || error.title : "";
  tell({ key, about, leads: back, refused: words });
}

function kept(pending: Pending): void {
  write([...waiting(), pending]);
}

function write(list: Pending[]): void {
  if (list.length === 0) here.storage.remove(own(SHELF));
  else here.storage.write(own(SHELF), JSON.stringify(list));
  renewPending();
}
