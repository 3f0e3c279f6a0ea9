/** The sheet is handed in: once, however often it is pressed; without a net it is kept and goes out by itself. */
import { carryOn } from "../../account";
import { newKey } from "../../api/keys";
import { sendOrKeep, waiting } from "../../api/pending";
import { unanswered } from "../../api/refusals";
import type { Sent } from "../../api/shapes";
import { unsay } from "../../api/news";
import { draft } from "../../drafts";
import { t } from "../../words";
import { address } from "../../ways";
import { save, unsentOf } from "./saving";

/** One key for one sending: the same sheet, consents and promises are never handed in twice. */
const keys = new Map<string, string>();

export function pathOf(id: string): string {
  return `/applications/${encodeURIComponent(id)}/submit`;
}

/** It waited for a net and was refused then: the next try is another one. */
export function refusedLater(): void {
  keys.clear();
}

/** Whether it waits for a net. */
export function isKept(id: string): boolean {
  return waiting().some((one) => one.path === pathOf(id));
}

/** Raises `Refusal` with everything that is wrong, or `TurnedBack`. */
export async function handIn(id: string, consents: string[], promises: string[]): Promise<"sent" | "kept"> {
  unsay(backTo(id));
  const about = t("waiting.sending_sheet", { title: draft(id)?.title ?? "" });
  const version = await upToDate(id);
  const body = { version, consents, promises };
  const asked = JSON.stringify([id, body]);
  const key = keys.get(asked) ?? newKey(); // after a refusal a new one: the same key would get the same refusal
  keys.set(asked, key);
  const keeping = { about, leads: address("apply/progress", { id }), back: backTo(id), sheet: id, key };
  const sent = await carryOn(() => sendOrKeep<Sent>(pathOf(id), body, keeping)).catch((error: unknown) => {
    keys.delete(asked);
    throw error;
  });
  return sent === null ? "kept" : "sent";
}

/** Where a refusal that comes later is put right. */
function backTo(id: string): string {
  return address("apply/summary", { id });
}

/** The version to hand in. Without a net the answers wait in front of it: what they lead to is one more. */
async function upToDate(id: string): Promise<number> {
  const kept = draft(id);
  if (kept === null || kept.unsent.length === 0) return kept?.version ?? 0;
  try {
    return (await save(id)).sheet.version;
  } catch (error) {
    if (!unanswered(error) || kept.version === null) throw error;
    const about = t("waiting.sending_sheet", { title: kept.title });
    await sendOrKeep(`/applications/${encodeURIComponent(id)}/answers`, { answers: unsentOf(kept), version: kept.version }, { about, back: backTo(id) });
    return kept.version + 1;
  }
}
