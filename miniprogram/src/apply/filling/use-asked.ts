import { useDidShow } from "@tarojs/taro";
import { useCallback, useRef, useState } from "react";

import { useNetBack } from "../../pages/use-shown";

export type Asked<T> = { phase: "coming" } | { phase: "failed"; error: unknown } | { phase: "here"; found: T };

/** Asks each time the page is shown; what was there stays while it is asked again. */
export function useAsked<T>(ask: () => Promise<T>): { coming: Asked<T>; again: () => void; show: (found: T) => void } {
  const [coming, setComing] = useState<Asked<T>>({ phase: "coming" });
  const latest = useRef(ask);
  latest.current = ask;
  const show = useCallback((found: T) => setComing({ phase: "here", found }), []);
  const load = useCallback(() => {
    latest.current().then(show, (error: unknown) => setComing((was) => (was.phase === "here" ? was : { phase: "failed", error })));
  }, [show]);
  useDidShow(load);
  useNetBack(load);
  const again = useCallback(() => {
    setComing({ phase: "coming" });
    load();
  }, [load]);
  return { coming, again, show };
}
