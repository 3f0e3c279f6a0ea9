/** Where the sheet goes on: to its papers when any are to be given, else to be looked over. */
import type { Sheet } from "../../api/shapes";
import type { Draft } from "../../drafts";
import { go } from "../../ways";

export function onward(sheet: Sheet, draft: Draft): Promise<void> {
  return go(hasPapers(sheet, draft) ? "apply/materials" : "apply/summary", { id: sheet.id });
}

export function hasPapers(sheet: Sheet, draft: Draft): boolean {
  const papers = [...sheet.todo.filter((todo) => todo.kind === "material"), ...sheet.promises].map((one) => one.id);
  return papers.length > 0 || (draft.promised ?? []).length > 0;
}
