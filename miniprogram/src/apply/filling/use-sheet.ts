import { useDidShow } from "@tarojs/taro";
import { useCallback, useRef, useState } from "react";

import { replace } from "../../ways";
import { type Opened, resume, SentAlready, start } from "./opening";

export type Coming = { phase: "coming" } | { phase: "failed"; error: unknown } | { phase: "here"; opened: Opened };

/** Opens the sheet each time its page is shown: back from another page, or from another app. */
export function useSheet(id: string, slug: string): { coming: Coming; again: () => void } {
  const [coming, setComing] = useState<Coming>({ phase: "coming" });
  const known = useRef(id);
  const open = useCallback(() => {
    const wanted = known.current ? resume(known.current) : start(slug);
    wanted.then(
      (opened) => {
        known.current = opened.id;
        setComing({ phase: "here", opened });
      },
      (error: unknown) => {
        if (error instanceof SentAlready) void replace("apply/progress", { id: error.id });
        else setComing((was) => (was.phase === "here" ? was : { phase: "failed", error }));
      },
    );
  }, [slug]);
  useDidShow(open);
  const again = (): void => {
    setComing({ phase: "coming" });
    open();
  };
  return { coming, again };
}
