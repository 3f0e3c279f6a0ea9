/** What was typed, kept on the phone at every change, so that no net and no killed app loses it. One draft a scene, or an application once there is one. */
import type { Answers, Sheet } from "../api/shapes";
import { here } from "../platform/here";
import type { Json } from "../api/json";
import { own } from "../api/whose";

const SHELF = "draft:";
const LIST = "drafts";
/** Milliseconds: a draft nobody came back to in thirty days is dropped. */
const KEPT = 30 * 24 * 60 * 60 * 1000;

/** A file that was given: what the server called it, and where its picture lies on this phone. `size` in bytes. */
export interface GivenFile {
  id: string;
  name: string;
  size: number;
  picture?: string;
}

export interface Draft {
  scene: string;
  title: string;
  /** Once the server knows it. */
  application: string | null;
  /** The version the answers were last sent with. */
  version: number | null;
  answers: Answers;
  /** Answers (ids) the server does not have yet. */
  unsent: string[];
  /** Where the person was: a field or a page of ours. */
  at: string;
  /** Milliseconds. */
  changed: number;
  /** What the server said last: enough to go on without a net. */
  sheet?: Sheet;
  /** Files given for fields and papers, by the id of either. */
  given?: Record<string, GivenFile[]>;
  /** Papers (ids) that are to follow. */
  promised?: string[];
  /** Consents (ids) that were given. */
  consented?: string[];
}

/** `key`: a scene's slug before there is an application, its id after. */
export function draft(key: string): Draft | null {
  const text = here.storage.read(own(SHELF + key));
  if (text === null) return null;
  try {
    return JSON.parse(text) as Draft;
  } catch {
    return null;
  }
}

export function keepDraft(key: string, given: Omit<Draft, "changed">, now: number = Date.now()): void {
  here.storage.write(own(SHELF + key), JSON.stringify({ ...given, changed: now }));
  const keys = listed();
  if (!keys.includes(key)) here.storage.write(own(LIST), JSON.stringify([...keys, key]));
}

/** One answer more; nothing when there is no such draft. `null` takes an answer away. */
export function typed(key: string, field: string, value: Json, now: number = Date.now()): Draft | null {
  const was = draft(key);
  if (was === null) return null;
  const unsent = was.unsent.includes(field) ? was.unsent : [...was.unsent, field];
  const next = { ...was, answers: { ...was.answers, [field]: value }, unsent };
  keepDraft(key, next, now);
  return next;
}

export function dropDraft(key: string): void {
  here.storage.remove(own(SHELF + key));
  here.storage.write(own(LIST), JSON.stringify(listed().filter((one) => one !== key)));
}

/** The key of what is typed to put an application right; it is no draft of its scene. */
export function correctionKey(application: string): string {
  return `correct:${application}`;
}

/** What was typed has arrived, and is needed no more; nor is what its scene began with. `key` as of a draft. */
export function dropSheet(key: string): void {
  const scene = draft(key)?.scene;
  if (scene) dropDraft(scene);
  dropDraft(key);
}

/** All, the last changed first; those too old are dropped on the way. */
export function drafts(now: number = Date.now()): { key: string; draft: Draft }[] {
  const all = listed().flatMap((key) => {
    const one = draft(key);
    if (one !== null && now - one.changed <= KEPT) return [{ key, draft: one }];
    dropDraft(key);
    return [];
  });
  return all.sort((one, other) => other.draft.changed - one.draft.changed);
}

/** For signing out: what was typed is private, too. */
export function forgetDrafts(): void {
  listed().forEach(dropDraft);
}

function listed(): string[] {
  try {
    return JSON.parse(here.storage.read(own(LIST)) ?? "[]") as string[];
  } catch {
    return [];
  }
}
