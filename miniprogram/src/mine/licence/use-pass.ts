import { useDidHide } from "@tarojs/taro";
import { useRef, useState } from "react";

import { carryOn, TurnedBack } from "../../account";
import { show } from "../../api/calls";
import type { Shown } from "../../api/shapes";

export interface Showing {
  /** The code that is shown; null: none is. */
  pass: Shown | null;
  busy: boolean;
  error: unknown;
  /** A new code: the first, or in place of the one there is. */
  renew: () => void;
  close: () => void;
}

/** A code to show for a minute. Put away as soon as the page is out of sight: nobody shows a licence without meaning to. */
export function usePass(id: string): Showing {
  const [pass, setPass] = useState<Shown | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const asking = useRef(0);
  const close = (): void => {
    asking.current = 0;
    setPass(null);
    setBusy(false);
    setError(null);
  };
  const renew = (): void => {
    if (busy) return;
    const mine = (asking.current = Date.now());
    setBusy(true);
    setError(null);
    carryOn(() => show(id))
      .then((made) => (asking.current === mine ? setPass(made) : undefined))
      .catch((why: unknown) => (asking.current === mine && !(why instanceof TurnedBack) ? setError(why) : undefined))
      .finally(() => setBusy(false));
  };
  useDidHide(close);
  return { pass, busy, error, renew, close };
}
