/** Who is told of a sheet, and how: known when it is sent, shown on the page after. Only while the app lives. */
import type { Sheet } from "../../api/shapes";

const told = new Map<string, Sheet["told"]>();

export function remember(id: string, given: Sheet["told"]): void {
  told.set(id, given);
}

export function toldOf(id: string): Sheet["told"] {
  return told.get(id) ?? [];
}
