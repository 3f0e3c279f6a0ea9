import { useCallback, useRef, useState } from "react";

import { carryOn, TurnedBack } from "../../account";
import { pay, payment } from "../../api/calls";
import { useShown } from "../../pages/use-shown";
import { forget, LATER, type Outcome, paid, remembered, settled } from "./paying";

export type Step = "bill" | "opening" | "asking";

export interface Paying {
  step: Step;
  /** Of the bill whose till is open: its payee. */
  payee: string;
  outcome: Outcome | null;
  /** Why no till opened. */
  error: unknown;
  go: (payee: string, orders: string[]) => void;
  /** Asks once more how it ended. */
  look: () => void;
  /** Back to the bill. */
  bill: () => void;
}

interface Said {
  step: Step;
  payee: string;
  outcome: Outcome | null;
  error: unknown;
}

const START: Said = { step: "bill", payee: "", outcome: null, error: null };
const till = { pay: (orders: string[]) => carryOn(() => pay(orders)), look: payment, pause };

/** The till of one application. Pressed twice it opens once; what was begun before is asked after first. `onKnown`: the bill has changed. */
export function usePaying(id: string, onKnown: () => void): Paying {
  const [said, setSaid] = useState<Said>(() => (remembered(id) ? { ...START, step: "asking" } : START));
  const busy = useRef(false);
  const run = useCallback(
    async (work: (tell: (more: Partial<Said>) => void) => Promise<Outcome | null>) => {
      if (busy.current) return;
      busy.current = true;
      const tell = (more: Partial<Said>): void => setSaid((was) => ({ ...was, ...more }));
      try {
        tell({ outcome: await work(tell), step: "bill" });
      } catch (error) {
        tell({ error: error instanceof TurnedBack ? null : error, step: "bill" });
      }
      busy.current = false;
      onKnown();
    },
    [onKnown],
  );
  const look = useCallback(() => void run((tell) => asked(id, tell)), [id, run]);
  const go = (payee: string, orders: string[]): void =>
    void run((tell) => {
      tell({ step: "opening", payee, outcome: null, error: null });
      return paid(till, id, orders, () => tell({ step: "asking" }));
    });
  useShown(() => (remembered(id) ? look() : undefined));
  return { ...said, go, look, bill: () => (forget(id), setSaid(START)) };
}

async function asked(id: string, tell: (more: Partial<Said>) => void): Promise<Outcome | null> {
  const begun = remembered(id);
  if (!begun) return null;
  tell({ step: "asking", outcome: null, error: null });
  const outcome = await carryOn(() => settled(till, begun, LATER));
  if (outcome.state !== "unsure") forget(id);
  return outcome;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
