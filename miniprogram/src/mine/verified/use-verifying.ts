import { useCallback, useEffect, useRef, useState } from "react";

import { verify } from "../../api/calls";
import { Refusal } from "../../api/refusals";
import type { Verified } from "../../api/shapes";
import { here } from "../../platform/here";
import { t } from "../../words";
import { codeIn, tidy } from "./code";

interface Said {
  busy: boolean;
  found: Verified | null;
  /** What is wrong with what was typed or scanned, in words. */
  wrong: string;
  error: unknown;
}

export interface Verifying extends Said {
  typed: string;
  type: (text: string) => void;
  check: () => void;
  scan: () => void;
  other: () => void;
}

const START: Said = { busy: false, found: null, wrong: "", error: null };
const UNKNOWN: Verified = { valid: false, status: "unknown" };

/** A licence or a notice shown to this person, checked: by its QR code, or by what they type. `first`: what led here. */
export function useVerifying(first: string): Verifying {
  const [typed, setTyped] = useState("");
  const [said, setSaid] = useState<Said>(START);
  const turn = useRef(0);
  const ask = useCallback(async (code: string) => {
    const mine = (turn.current += 1);
    setSaid({ ...START, busy: true });
    const told = await checked(code);
    if (turn.current === mine) setSaid(told);
  }, []);
  useEffect(() => {
    if (first) void ask(first);
  }, [first, ask]);
  const check = (): void => (tidy(typed) ? void ask(tidy(typed)) : setSaid({ ...START, wrong: t("verify.empty") }));
  const scan = async (): Promise<void> => {
    const read = await here.scan().catch(() => null);
    if (read === null) return;
    const code = codeIn(read);
    if (code) await ask(code);
    else setSaid({ ...START, wrong: t("verify.not_ours") });
  };
  const type = (text: string): void => (setTyped(text), setSaid(START));
  return { ...said, typed, type, check, scan: () => void scan(), other: () => type("") };
}

async function checked(code: string): Promise<Said> {
  try {
    return { ...START, found: await verify(code) };
  } catch (error) {
    return error instanceof Refusal && error.status === 404 ? { ...START, found: UNKNOWN } : { ...START, error };
  }
}
