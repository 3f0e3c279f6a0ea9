import { useRef, useState } from "react";

import { carryOn, TurnedBack } from "../../account";
import { newKey } from "../../api/keys";
import type { Check, Scene } from "../../api/shapes";
import { begun, known } from "./begin";
import { toSheet } from "./onward";

export interface Starting {
  busy: boolean;
  error: unknown;
  /** Who they are was shown, and the city sees it differently now. */
  changed: boolean;
  /** Through the doors that are needed, and on to the sheet. */
  start: () => void;
  /** Only through the doors: then the city can look. */
  prove: () => void;
}

/** The one button of the answer. Whoever turns back at a door finds everything as it was. */
export function useStart(scene: Scene, again: () => Promise<Check | null>): Starting {
  const [said, setSaid] = useState({ busy: false, error: null as unknown, changed: false });
  const key = useRef(newKey());
  const run = async (work: () => Promise<boolean>): Promise<void> => {
    if (said.busy) return;
    setSaid({ busy: true, error: null, changed: false });
    try {
      setSaid({ busy: false, error: null, changed: await work() });
    } catch (error) {
      setSaid({ busy: false, error: error instanceof TurnedBack ? null : error, changed: false });
    }
  };
  const prove = async (): Promise<boolean> => {
    await carryOn(() => known(scene));
    await again();
    return false;
  };
  const start = async (): Promise<boolean> => {
    if ((await carryOn(() => known(scene))) && (await again())?.outcome === "no") return true;
    const id = await begun(scene, key.current);
    key.current = newKey();
    await toSheet(scene, id);
    return false;
  };
  return { ...said, start: () => void run(start), prove: () => void run(prove) };
}
