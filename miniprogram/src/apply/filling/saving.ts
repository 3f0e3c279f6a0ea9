/** What was typed goes to the server: only what it does not have yet, to the version it has, and nothing is lost when that changed elsewhere. */
import { carryOn } from "../../account";
import { answer, application, sheet as lookedAt } from "../../api/calls";
import { Refusal } from "../../api/refusals";
import type { Answers, Sheet } from "../../api/shapes";
import { type Draft, draft, type GivenFile, keepDraft } from "../../drafts";
import { once } from "./once";

export interface Saved {
  sheet: Sheet;
  /** It was changed elsewhere, too; what was typed here lies on top of that. */
  stale: boolean;
}

/** The answers the server does not have. */
export function unsentOf(kept: Draft): Answers {
  return Object.fromEntries(kept.unsent.map((field) => [field, kept.answers[field] ?? null]));
}

/** The sheet as the server has it now, with all that was typed. Where it lacks nothing it is only looked at: an answer, even an empty
 *  one, makes a new version, and whatever waits with the one before would be refused.
 *  Raises like a call; 422 with every answer that cannot be read: then the server has none of them. */
export async function save(id: string): Promise<Saved> {
  const kept = draft(id);
  if (kept === null) throw new Refusal(404, "not_found");
  if (kept.unsent.length === 0) {
    const sheet = await looked(id);
    return { sheet: arrived(kept, {}, id, sheet), stale: sheet.version > (kept.version ?? sheet.version) };
  }
  const sending = unsentOf(kept);
  const version = kept.version ?? (await carryOn(() => application(id))).version;
  try {
    return { sheet: arrived(kept, sending, id, await carryOn(() => told(id, sending, version))), stale: false };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "stale") throw error;
    const now = error.version ?? (await application(id)).version;
    return { sheet: arrived(kept, sending, id, await told(id, sending, now)), stale: true };
  }
}

/** The same answers to the same version are one sending, also where they had to wait for a net. */
export function asAnswers(id: string, answers: Answers, version: number): readonly unknown[] {
  return ["answers", id, version, answers];
}

function told(id: string, answers: Answers, version: number): Promise<Sheet> {
  return once(asAnswers(id, answers, version), (key) => answer(id, answers, version, key));
}

async function looked(id: string): Promise<Sheet> {
  const sheet = await carryOn(() => lookedAt(id));
  if (sheet.state !== "draft") throw new Refusal(409, "submitted_already");
  return sheet;
}

/** The server's answers, and on top of them what was typed or given while it answered. `before`: the draft as it was asked with. */
function arrived(before: Draft, sent: Answers, id: string, sheet: Sheet): Sheet {
  const kept = draft(id);
  if (kept === null) return sheet;
  if (kept.sheet && sheet.version < (kept.version ?? 0)) return kept.sheet; // looked at before something was sent, answered after
  const since = kept.unsent.filter((field) => !(field in sent) || !same(sent[field], kept.answers[field]));
  const typed = Object.fromEntries(since.map((field) => [field, kept.answers[field] ?? null]));
  keepDraft(id, { ...kept, version: sheet.version, answers: { ...sheet.answers, ...typed }, unsent: since, sheet, given: filesOf(sheet, before.given ?? {}, kept.given ?? {}) });
  return sheet;
}

type Given = { [target: string]: GivenFile[] };

/** The files the server has, wherever they were given, with what this phone knows of them. */
function filesOf({ uploads }: Sheet, before: Given, now: Given): Given {
  if (!uploads) return now;
  const targets = Array.from(new Set([...uploads.map((one) => one.target), ...Object.keys(now)]));
  return Object.fromEntries(targets.map((target) => [target, filesFor(target, uploads, before[target] ?? [], now[target] ?? [])]));
}

function filesFor(target: string, uploads: NonNullable<Sheet["uploads"]>, before: GivenFile[], now: GivenFile[]): GivenFile[] {
  const has = (list: readonly { id: string }[], id: string): boolean => list.some((one) => one.id === id);
  const there = uploads.filter((one) => one.target === target && (has(now, one.id) || !has(before, one.id))); // else removed meanwhile
  const known = there.map(({ id }) => now.find((one) => one.id === id) ?? { id, name: "", size: 0 });
  return [...known, ...now.filter(({ id }) => !has(there, id) && !has(before, id))];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
