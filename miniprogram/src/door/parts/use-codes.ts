import { useEffect, useState } from "react";

import { askCode } from "../../api/calls";
import { t } from "../../words";
import { waitOf, waitSays, type Wrong, wrongs } from "./wrong";

/** Seconds between two codes to one phone. */
const PAUSE = 60;
const SECOND = 1000;

export interface Codes {
  phone: string;
  type: (phone: string) => void;
  /** The phone a code is on its way to; "" before. */
  sentTo: string;
  /** Seconds until another can be sent. */
  left: number;
  /** Why not yet, in words: they asked too soon. */
  wait: string;
  busy: boolean;
  wrong: Wrong[];
  error: unknown;
  send: () => void;
  /** Back to the number. */
  change: () => void;
}

type Said = Pick<Codes, "sentTo" | "wait" | "busy" | "wrong" | "error">;
const QUIET: Said = { sentTo: "", wait: "", busy: false, wrong: [], error: null };

/** A code by text: to which number, when again, what is wrong with it. */
export function useCodes(): Codes {
  const [phone, setPhone] = useState("");
  const [said, setSaid] = useState<Said>(QUIET);
  const [left, setLeft] = useCountdown();
  const send = async (): Promise<void> => {
    if (said.busy) return;
    if (phone.trim() === "") return setSaid({ ...said, wrong: [{ field: "phone", message: t("wrong.empty", { label: t("sign_in.title") }) }] });
    setSaid({ ...said, busy: true, wrong: [], wait: "", error: null });
    try {
      await askCode(phone.trim());
      setLeft(PAUSE);
      setSaid({ ...QUIET, sentTo: phone });
    } catch (error) {
      const seconds = waitOf(error);
      setLeft(seconds ?? 0);
      setSaid(refused(error, seconds, said.sentTo === phone ? phone : ""));
    }
  };
  return { phone, type: setPhone, ...said, left, send: () => void send(), change: () => setSaid(QUIET) };
}

/** A code is on its way already: it is not their fault, and the box for it stays. */
function refused(error: unknown, seconds: number | null, sentTo: string): Said {
  if (seconds !== null && sentTo !== "") return { ...QUIET, sentTo, wait: waitSays(seconds) };
  const wrong = seconds === null ? wrongs(error, "phone") : [{ field: "phone", message: waitSays(seconds) }];
  return { ...QUIET, sentTo, wrong: wrong ?? [], error: wrong === null ? error : null };
}

function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((until - now) / SECOND));
  useEffect(() => {
    if (left === 0) return undefined;
    const ticking = setTimeout(() => setNow(Date.now()), SECOND);
    return () => clearTimeout(ticking);
  }, [left, now]);
  const start = (seconds: number): void => {
    setNow(Date.now());
    setUntil(Date.now() + seconds * SECOND);
  };
  return [left, start];
}
