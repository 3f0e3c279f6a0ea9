/** The sheet is handed in: once, however often it is pressed; without a net it is kept and goes out by itself. */
import { carryOn } from "../../account";
import { sendOrKeep, waiting } from "../../api/pending";
import { unanswered } from "../../api/refusals";
import type { Sent } from "../../api/shapes";
import { unsay } from "../../api/news";
import { draft } from "../../drafts";
import { t } from "../../words";
import { address } from "../../ways";
import { once } from "./once";
import { asAnswers, save, unsentOf } from "./saving";

export function pathOf(id: string): string {
  return `/applications/${encodeURIComponent(id)}/submit`;
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
  const keeping = { about, leads: address("apply/progress", { id }), back: backTo(id), sheet: id };
  const sent = await once(["submit", id, body], (key) => carryOn(() => sendOrKeep<Sent>(pathOf(id), body, { ...keeping, key })));
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
    const [answers, version] = [unsentOf(kept), kept.version];
    const keeping = { about: t("waiting.sending_sheet", { title: kept.title }), back: backTo(id) };
    const send = (key: string): Promise<unknown> => sendOrKeep(`/applications/${encodeURIComponent(id)}/answers`, { answers, version }, { ...keeping, key });
    await once(asAnswers(id, answers, version), send);
    return version + 1;
  }
}
