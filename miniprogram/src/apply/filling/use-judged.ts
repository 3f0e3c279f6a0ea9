import { useEffect, useState } from "react";

import type { Check } from "../../api/shapes";
import { judged } from "./papers";
import type { Form } from "./use-form";

export interface Judged {
  /** It has been tried, with or without an answer. */
  asked: boolean;
  check: Check | null;
}

/** What the city says of the sheet: asked each time the sheet has come anew, also where nothing of it changed, since there may have been no net. */
export function useJudged({ scene, draft, sheet }: Form): Judged {
  const [found, setFound] = useState<Judged>({ asked: false, check: null });
  useEffect(() => {
    judged(scene, draft).then((check) => setFound({ asked: true, check }), () => setFound({ asked: true, check: null }));
  }, [sheet]);
  return found;
}
