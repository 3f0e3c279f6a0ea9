import { useCallback, useRef, useState } from "react";

import { doorFor, ensureSignedIn, useMe, whoAmI } from "../../account";
import { letters, licences, myApplications } from "../../api/calls";
import type { Me } from "../../api/shapes";
import { useShownAnew } from "../../pages/use-shown";
import { isOver } from "../../pages/home/waiting";

/** null: not known yet. */
export interface Counts {
  open: number | null;
  licences: number | null;
  unread: number | null;
}

export interface Mine {
  me: Me | null;
  counts: Counts;
  /** Nobody is signed in, and it cannot be done silently: they signed out, or what a text began has ended. */
  out: boolean;
  error: unknown;
  again: () => Promise<void>;
}

const UNKNOWN: Counts = { open: null, licences: null, unread: null };

/** Who I am and how much there is; each figure stands as soon as it is there. */
export function useMine(): Mine {
  const me = useMe();
  const [said, setSaid] = useState({ counts: UNKNOWN, out: false, error: null as unknown });
  const turn = useRef(0);
  const again = useCallback(async () => {
    const mine = (turn.current += 1);
    const tell = (more: Partial<typeof said>): void => {
      if (turn.current === mine) setSaid((was) => ({ ...was, ...more }));
    };
    const count = (more: Partial<Counts>): void => {
      if (turn.current === mine) setSaid((was) => ({ ...was, counts: { ...was.counts, ...more } }));
    };
    try {
      if (!(await ensureSignedIn())) return tell({ counts: UNKNOWN, out: true, error: null });
      tell({ out: false, error: null });
      await Promise.all([whoAmI(), ...counting(count)]);
    } catch (error) {
      tell(doorFor(error) === "sms-sign-in" ? { counts: UNKNOWN, out: true, error: null } : { error }); // it had ended
    }
  }, []);
  useShownAnew(() => void again());
  return { me, ...said, again };
}

function counting(count: (more: Partial<Counts>) => void): Promise<void>[] {
  const { last, fresh } = myApplications();
  if (last) count({ open: last.items.filter((one) => !isOver(one)).length });
  return [
    fresh.then(({ items }) => count({ open: items.filter((one) => !isOver(one)).length })),
    licences().then(({ items }) => count({ licences: items.length })),
    letters().then(({ unread }) => count({ unread })),
  ];
}
