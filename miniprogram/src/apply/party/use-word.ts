import { useRef, useState } from "react";

import { carryOn, TurnedBack } from "../../account";
import { confirm } from "../../api/calls";
import { newKey } from "../../api/keys";
import { Refusal } from "../../api/refusals";
import type { Application } from "../../api/shapes";

export interface Word {
  busy: boolean;
  failed: unknown;
  give: (agree: boolean, reason: string) => void;
}

/** Yes or no, once: while it is on its way a second press does nothing, and a second try is the same word. */
export function useWord(view: Application, onDone: () => void): Word {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const going = useRef(false);
  const keys = useRef<Record<string, string>>({});
  const refused = (error: unknown): void => {
    if (error instanceof TurnedBack) return;
    if (error instanceof Refusal && error.status === 409) return onDone(); // it was said before, or is not waited for any more
    setFailed(error);
  };
  const give = (agree: boolean, reason: string): void => {
    if (going.current) return;
    going.current = true;
    setBusy(true);
    setFailed(null);
    const said = JSON.stringify([agree, reason]);
    const key = (keys.current[said] ??= newKey());
    const settled = (): void => {
      going.current = false;
      setBusy(false);
    };
    void carryOn(() => confirm(view.id, view.role, agree, reason, key)).then(onDone, refused).finally(settled);
  };
  return { busy, failed, give };
}
