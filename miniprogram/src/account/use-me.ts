import { useEffect, useState } from "react";

import type { Me } from "../api/shapes";
import { lastKnown, onWho } from "./session";

/** Who is here as far as is known; draws again when that changes. Asks nothing of the net. */
export function useMe(): Me | null {
  const [who, setWho] = useState(lastKnown());
  useEffect(() => onWho(setWho), []);
  return who;
}
