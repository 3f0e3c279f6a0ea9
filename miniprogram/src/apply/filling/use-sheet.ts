import { useDidShow } from "@tarojs/taro";
import { useCallback, useState } from "react";

import { useNetBack } from "../../pages/use-shown";
import { param, replace } from "../../ways";
import { type Opened, resume, SentAlready } from "./opening";

export type Coming = { phase: "coming" } | { phase: "failed"; error: unknown } | { phase: "here"; opened: Opened };

/** Opens the sheet of the page's `id` each time the page is shown: back from another page, or from another app. `at`: the one thing of it
 *  the page was opened for, or "". While the sheet waits to be sent only a page that `looks` shows it; another gives way to the summary. */
export function useSheet({ looks = false } = {}): { coming: Coming; at: string; again: () => void } {
  const [id] = useState(() => param("id"));
  const [at] = useState(() => param("at"));
  const [coming, setComing] = useState<Coming>({ phase: "coming" });
  const open = useCallback(() => {
    resume(id).then(
      (opened) => {
        if (opened.waits && !looks) void replace("apply/summary", { id });
        else setComing({ phase: "here", opened });
      },
      (error: unknown) => {
        if (error instanceof SentAlready) void replace("apply/progress", { id: error.id });
        else setComing((was) => (was.phase === "here" ? was : { phase: "failed", error }));
      },
    );
  }, [id, looks]);
  useDidShow(open);
  useNetBack(() => (coming.phase === "failed" || (coming.phase === "here" && coming.opened.behind) ? open() : undefined));
  const again = (): void => {
    setComing({ phase: "coming" });
    open();
  };
  return { coming, at, again };
}
