import { useCallback, useEffect, useRef, useState } from "react";

import { allScenes, scenes } from "../../api/calls";
import { unanswered } from "../../api/refusals";
import type { SceneBrief } from "../../api/shapes";

/** Milliseconds without a further sign before the city is asked. */
const PAUSE = 250;

export interface Found {
  /** What this was found for; the box may be further on. */
  q: string;
  scenes: SceneBrief[];
  /** When nothing was found: all there is, as far as this phone knows. */
  instead: SceneBrief[];
  /** No net: found on this phone only. */
  offline: boolean;
}

export interface Searching {
  q: string;
  type: (q: string) => void;
  /** At once, as the button does. */
  go: (q: string) => void;
  /** null: the first answer is still awaited. */
  found: Found | null;
  error: unknown;
}

/** As one types: asked after a pause, the latest answer wins, what was found stays until the next is there. */
export function useSearch(first: string): Searching {
  const [q, setQ] = useState(first);
  const [found, setFound] = useState<Found | null>(null);
  const [error, setError] = useState<unknown>(null);
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const ask = useCallback(async (words: string) => {
    const mine = (turn.current += 1);
    const tell = (said: Found | null, why: unknown = null): void => {
      if (turn.current !== mine) return;
      if (said !== null) setFound(said);
      setError(why);
    };
    await search(words.trim(), tell).catch((why: unknown) => tell(null, why));
  }, []);
  const soon = useCallback((words: string, pause: number) => {
    setQ(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void ask(words), pause);
  }, [ask]);
  useEffect(() => {
    void ask(first);
    return () => clearTimeout(timer.current);
  }, [ask, first]);
  return { q, found, error, type: (words) => soon(words, PAUSE), go: (words) => soon(words, 0) };
}

async function search(q: string, tell: (found: Found) => void): Promise<void> {
  if (q === "") return everything(tell);
  try {
    const { items } = await scenes(q);
    tell({ q, scenes: items, instead: items.length > 0 ? [] : known(), offline: false });
  } catch (why) {
    const all = unanswered(why) ? known() : [];
    if (all.length === 0) throw why;
    tell({ q, scenes: all.filter((one) => says(one, q)), instead: all, offline: true });
  }
}

/** What this phone knew last; it is fetched anew meanwhile, for the next time. */
function known(): SceneBrief[] {
  const { last, fresh } = allScenes();
  fresh.catch(() => undefined);
  return last?.items ?? [];
}

async function everything(tell: (found: Found) => void): Promise<void> {
  const { last, fresh } = allScenes();
  const all = (items: SceneBrief[], offline = false): void => tell({ q: "", scenes: items, instead: [], offline });
  if (last) all(last.items);
  try {
    all((await fresh).items);
  } catch (why) {
    if (!last || !unanswered(why)) throw why;
    all(last.items, true);
  }
}

function says({ title, says: more, themes }: SceneBrief, q: string): boolean {
  return [title, more, ...themes].some((text) => text.toLowerCase().includes(q.toLowerCase()));
}
