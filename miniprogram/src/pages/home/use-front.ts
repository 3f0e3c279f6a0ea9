import { useCallback, useEffect, useRef, useState } from "react";

import { ensureSignedIn, lastKnown, signedIn, useMe, whoAmI } from "../../account";
import { allScenes, myApplications } from "../../api/calls";
import type { ApplicationBrief, Me, SceneBrief } from "../../api/shapes";
import { drafts } from "../../drafts";
import { useShownAnew } from "../use-shown";

interface Said {
  scenes: SceneBrief[] | null;
  /** null: never heard of, or nobody is signed in. */
  mine: ApplicationBrief[] | null;
  kept: ReturnType<typeof drafts>;
  /** What the last fetch of the scenes raised; null when it worked. */
  error: unknown;
}

export interface Front extends Said {
  me: Me | null;
  again: () => Promise<void>;
}

type Tell = (more: Partial<Said>) => void;

/** The front page: what this phone knows at once, what the city says now as it comes. Signing in happens meanwhile and is not waited for. */
export function useFront(): Front {
  const [said, setSaid] = useState<Said>(() => ({ scenes: null, mine: null, kept: drafts(), error: null }));
  const me = useMe();
  const turn = useRef(0);
  const again = useCallback(async () => {
    const mine = (turn.current += 1);
    const tell: Tell = (more) => {
      if (turn.current === mine) setSaid((was) => ({ ...was, ...more }));
    };
    tell({ kept: drafts() });
    await Promise.all([fetchScenes(tell), fetchMine(tell)]);
  }, []);
  useShownAnew(() => void again());
  useOther(me?.id, () => {
    setSaid((was) => ({ ...was, mine: null, kept: drafts() })); // of whoever was here before nothing is shown
    void again();
  });
  return { ...said, me, again };
}

/** Told when somebody else is here than before. */
function useOther(id: string | undefined, other: () => void): void {
  const before = useRef(id);
  useEffect(() => {
    const changed = before.current !== undefined && before.current !== id;
    before.current = id;
    if (changed) other();
  }, [id]);
}

async function fetchScenes(tell: Tell): Promise<void> {
  const { last, fresh } = allScenes();
  if (last) tell({ scenes: last.items });
  try {
    tell({ scenes: (await fresh).items, error: null });
  } catch (error) {
    tell({ error });
  }
}

/** Without a word: who cannot be signed in, or has signed out, sees the page of a visitor; without a net what stood there still stands. */
async function fetchMine(tell: Tell): Promise<void> {
  try {
    if (!signedIn() && !(await ensureSignedIn())) return tell({ mine: null });
    const { last, fresh } = myApplications();
    if (last) tell({ mine: last.items });
    const [list] = await Promise.all([fresh, lastKnown() ?? whoAmI()]);
    tell({ mine: list.items });
  } catch {
    if (!signedIn()) tell({ mine: null });
  }
}
