/** What was typed goes to the server: only what it does not have yet, to the version it has, and nothing is lost when that changed elsewhere. */
import { carryOn } from "../../account";
import { answer, application } from "../../api/calls";
import { newKey } from "../../api/keys";
import { Refusal } from "../../api/refusals";
import type { Answers, Sheet } from "../../api/shapes";
import { type Draft, draft, keepDraft } from "../../drafts";

export interface Saved {
  sheet: Sheet;
  /** It was changed elsewhere, too; what was typed here lies on top of that. */
  stale: boolean;
}

/** The answers the server does not have. */
export function unsentOf(kept: Draft): Answers {
  return Object.fromEntries(kept.unsent.map((field) => [field, kept.answers[field] ?? null]));
}

/** Raises like a call; 422 with every answer that cannot be read: then the server has none of them. */
export async function save(id: string): Promise<Saved> {
  const kept = draft(id);
  if (kept === null) throw new Refusal(404, "not_found");
  const sending = unsentOf(kept);
  const key = newKey();
  const version = kept.version ?? (await carryOn(() => application(id))).version;
  try {
    return { sheet: arrived(id, sending, await carryOn(() => answer(id, sending, version, key))), stale: false };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "stale") throw error;
    const now = error.version ?? (await application(id)).version;
    return { sheet: arrived(id, sending, await answer(id, sending, now)), stale: true };
  }
}

/** The server's answers, and on top of them what was typed while it answered. */
export function arrived(id: string, sent: Answers, sheet: Sheet): Sheet {
  const kept = draft(id);
  if (kept === null) return sheet;
  const since = kept.unsent.filter((field) => !(field in sent) || !same(sent[field], kept.answers[field]));
  const typed = Object.fromEntries(since.map((field) => [field, kept.answers[field] ?? null]));
  keepDraft(id, { ...kept, version: sheet.version, answers: { ...sheet.answers, ...typed }, unsent: since, sheet });
  return sheet;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
