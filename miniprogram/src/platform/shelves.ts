/** What is kept on the phone, over whatever a platform has for it: a text longer than one key takes is split, and what there is no room for
 *  is held as long as the app lives, and told. Nothing is lost without a word. */
import type { Storage } from "./platform";

/** A platform's own storage. `set`: false when it was not kept, whether the platform raises, or gives the error back. */
export interface Raw {
  get(key: string): string | null;
  set(key: string, text: string): boolean;
  drop(key: string): void;
}

/** Stands before the number of pieces, where a text would stand. */
const SPLIT = "\u0001";

/** `most`: signs one key takes, each counted as the most bytes it may become. */
export function shelves(raw: Raw, most: number): Storage {
  const held = new Map<string, string>();
  const listeners = new Set<(full: boolean) => void>();
  const told = (change: () => void): void => {
    const before = held.size > 0;
    change();
    if (before !== held.size > 0) listeners.forEach((listener) => listener(held.size > 0));
  };
  const drop = (key: string): void => {
    namesOf(key, raw.get(key)).forEach((name) => raw.drop(name));
    raw.drop(key);
  };
  return {
    read: (key) => held.get(key) ?? joined(raw, key),
    write: (key, text, spare = false) => {
      if (kept(raw, key, text, most)) told(() => held.delete(key));
      else if (spare) drop(key);
      else told(() => held.set(key, text));
    },
    remove: (key) => {
      drop(key);
      told(() => held.delete(key));
    },
    full: () => held.size > 0,
    onFull: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The pieces lie beside those of before, so that what stood there is whole until the new is. */
function kept(raw: Raw, key: string, text: string, most: number): boolean {
  const before = raw.get(key);
  const old = namesOf(key, before);
  const parts = text.length > most ? pieces(text, most) : [];
  const turn = old[0]?.startsWith(`${key}#a`) ? "b" : "a";
  const names = named(key, turn, parts.length);
  const whole = parts.every((part, at) => raw.set(names[at] ?? "", part)) && raw.set(key, parts.length > 0 ? `${SPLIT}${turn}${parts.length}` : text);
  (whole ? old : names).forEach((name) => raw.drop(name));
  return whole;
}

function joined(raw: Raw, key: string): string | null {
  const head = raw.get(key);
  const names = namesOf(key, head);
  if (names.length === 0) return head;
  const parts = names.map((name) => raw.get(name));
  return parts.includes(null) ? null : parts.join("");
}

function namesOf(key: string, head: string | null): string[] {
  return head?.startsWith(SPLIT) ? named(key, head.slice(1, 2), Number(head.slice(2))) : [];
}

function named(key: string, turn: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${key}#${turn}${at}`);
}

/** Never between the two halves of one sign. */
function pieces(text: string, most: number): string[] {
  const found: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = from + most;
    const half = end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? "");
    found.push(text.slice(from, half ? end - 1 : end));
    from = half ? end - 1 : end;
  }
  return found;
}
