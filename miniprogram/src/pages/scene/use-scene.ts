import { usePullDownRefresh } from "@tarojs/taro";
import { useCallback, useEffect, useRef, useState } from "react";

import { ensureSignedIn } from "../../account";
import { check as ask, scene as fetchScene } from "../../api/calls";
import type { Check, Scene } from "../../api/shapes";
import { useNetBack, useShown } from "../use-shown";
import { guideOf, hear, lastHeard } from "./guide";

export interface InScene {
  scene: Scene | null;
  /** What fetching the scene raised. */
  error: unknown;
  again: () => void;
}

/** The scene as this phone knows it, then as it is now. */
export function useScene(slug: string): InScene {
  const [scene, setScene] = useState<Scene | null>(null);
  const [error, setError] = useState<unknown>(null);
  const again = useCallback(() => {
    const { last, fresh } = fetchScene(slug);
    if (last) setScene(last);
    setError(null);
    fresh.then(setScene).catch(setError);
  }, [slug]);
  useEffect(again, [again]);
  useNetBack(() => (error === null ? undefined : again()));
  return { scene, error, again };
}

export interface Checked {
  check: Check | null;
  /** The last try; null while it is on its way or when it worked. */
  error: unknown;
  busy: boolean;
  /** Asks again; null when it could not be asked. */
  again: () => Promise<Check | null>;
}

/** What the city says of the answers so far. Asked when the page is shown and whenever it comes back; a silent sign-in goes first, so that nobody is asked what the city knows. */
export function useCheck(slug: string): Checked {
  const [said, setSaid] = useState<Omit<Checked, "again">>({ check: lastHeard(slug), error: null, busy: true });
  const turn = useRef(0);
  const again = useCallback(async () => {
    const mine = (turn.current += 1);
    const tell = (more: Partial<Checked>): void => {
      if (turn.current === mine) setSaid((was) => ({ ...was, ...more }));
    };
    tell({ busy: true });
    try {
      const check = await checked(slug);
      tell({ check, error: null, busy: false });
      return check;
    } catch (error) {
      tell({ error, busy: false });
      return null;
    }
  }, [slug]);
  useShown(() => void again());
  useNetBack(() => (said.error === null ? undefined : void again()));
  usePullDownRefresh(() => void again());
  return { ...said, again };
}

async function checked(slug: string): Promise<Check> {
  await ensureSignedIn().catch(() => false);
  const { answers } = guideOf(slug);
  const check = await ask(slug, answers);
  hear(slug, answers, check);
  return check;
}
