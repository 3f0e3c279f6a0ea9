/** What was looked for lately, kept on this phone and nowhere else. */
import { own } from "../../api/whose";
import { here } from "../../platform/here";

const SHELF = "searches";
const MOST = 8;

export function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(here.storage.read(own(SHELF)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** The last one first, each once. */
export function remember(q: string): string[] {
  const words = q.trim();
  if (words === "") return recent();
  const next = [words, ...recent().filter((one) => one !== words)].slice(0, MOST);
  here.storage.write(own(SHELF), JSON.stringify(next));
  return next;
}

export function forgetSearches(): void {
  here.storage.remove(own(SHELF));
}
