import Taro, { usePullDownRefresh, useReachBottom } from "@tarojs/taro";
import { useCallback, useRef, useState } from "react";

import { carryOn } from "../../account";
import type { CachedAnswer } from "../../api/cached";
import type { List } from "../../api/shapes";
import { useShownAnew } from "../../pages/use-shown";

export interface Listing<T> {
  /** null: nothing is known yet. */
  items: T[] | null;
  /** What is shown is what was known last; it could not be fetched anew. */
  behind: boolean;
  /** Why there is nothing to show. */
  error: unknown;
  /** There are older ones. */
  more: boolean;
  busy: boolean;
  again: () => Promise<void>;
  older: () => void;
}

interface Said<T> {
  items: T[] | null;
  next: string | null;
  error: unknown;
  busy: boolean;
}

/** A list of one's own: the last known at once, then as it is now; older ones when the end is reached. `further`: the page after an id. */
export function useList<T extends { id: string }>(first: () => CachedAnswer<List<T>>, further?: (after: string) => Promise<List<T>>): Listing<T> {
  const [said, setSaid] = useState<Said<T>>({ items: null, next: null, error: null, busy: false });
  const running = useRef(false);
  const again = useCallback(async () => {
    try {
      const { items, next } = await carryOn(() => {
        const { last, fresh } = first();
        if (last) setSaid((was) => ({ ...was, items: was.items ?? last.items }));
        return fresh;
      });
      setSaid({ items, next, error: null, busy: false });
    } catch (error) {
      setSaid((was) => ({ ...was, error }));
    }
  }, []);
  const older = (): void => {
    const { next } = said;
    if (running.current || next === null || !further) return;
    running.current = true;
    setSaid((was) => ({ ...was, busy: true }));
    further(next)
      .then((page) => setSaid((was) => ({ items: joined(was.items ?? [], page.items), next: page.next, error: null, busy: false })))
      .catch((error: unknown) => setSaid((was) => ({ ...was, error, busy: false })))
      .finally(() => (running.current = false));
  };
  useShownAnew(() => void again());
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()));
  useReachBottom(older);
  return { ...shownOf(said), again, older };
}

function shownOf<T>({ items, next, error, busy }: Said<T>): Omit<Listing<T>, "again" | "older"> {
  return { items, behind: items !== null && error !== null, error: items === null ? error : null, more: next !== null, busy };
}

/** One that moved while it was paged through stands once. */
function joined<T extends { id: string }>(there: readonly T[], came: readonly T[]): T[] {
  const known = new Set(there.map(({ id }) => id));
  return [...there, ...came.filter(({ id }) => !known.has(id))];
}
