import { useRef, useState } from "react";

import { here } from "../../platform/here";

export interface Paper {
  /** What is being opened now; "": nothing. */
  busy: string;
  /** Why the last one did not open. */
  error: unknown;
  /** Fetches a paper and opens it in the platform's own reader. One at a time. */
  open: (id: string, fetch: (id: string) => Promise<string>) => Promise<void>;
}

export function usePaper(): Paper {
  const [busy, setBusy] = useState("");
  const [error, setError] = useState<unknown>(null);
  const opening = useRef(false);
  const open: Paper["open"] = async (id, fetch) => {
    if (opening.current) return;
    opening.current = true;
    setBusy(id);
    setError(null);
    await fetch(id).then(here.openDocument).catch(setError);
    opening.current = false;
    setBusy("");
  };
  return { busy, error, open };
}
