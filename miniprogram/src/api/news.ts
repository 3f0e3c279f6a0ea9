/** What became of things that had waited for a net: told where the person is, whichever page that is, until they have seen it. */
import { here } from "../platform/here";
import { own } from "./whose";

const SHELF = "news";

export interface News {
  key: string;
  /** What it was, in words. */
  about: string;
  /** Where it leads: to what has arrived, or to where it can be put right. "" leads nowhere. */
  leads: string;
  /** The server's words for why not; null: it has arrived. */
  refused: string | null;
}

type Listener = (news: News[]) => void;
const listeners = new Set<Listener>();

export function news(): News[] {
  try {
    return JSON.parse(here.storage.read(own(SHELF)) ?? "[]") as News[];
  } catch {
    return [];
  }
}

/** Of several about the same thing the first is told: what follows from it is no news. */
export function tell(one: News): void {
  const before = news();
  if (!before.some(({ about, refused }) => about === one.about && (refused === null) === (one.refused === null))) write([...before, one]);
}

/** It was seen. */
export function seen(key: string): void {
  write(news().filter((one) => one.key !== key));
}

/** It is tried again: what was said before holds no more. */
export function unsay(leads: string): void {
  if (news().some((one) => one.leads === leads)) write(news().filter((one) => one.leads !== leads));
}

/** Told whenever the list changes; gives back how to stop. */
export function onNews(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For signing out, and for another person: what is drawn is what is theirs. */
export function forgetNews(): void {
  write([]);
}

/** Somebody else is here: whoever draws it looks anew. */
export function renewNews(): void {
  listeners.forEach((listener) => listener(news()));
}

function write(list: News[]): void {
  if (list.length === 0) here.storage.remove(own(SHELF));
  else here.storage.write(own(SHELF), JSON.stringify(list));
  renewNews();
}
