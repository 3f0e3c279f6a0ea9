import { useEffect, useState } from "react";

import type { Me } from "../api/shapes";
import { lastKnown, onWho, signedIn } from "./session";

/** Who is here as far as is known; draws again when that changes. Asks nothing of the net. */
export function useMe(): Me | null {
  const [who, setWho] = useState(lastKnown());
  useEffect(() => onWho(setWho), []);
  return who;
}

/** Whether somebody is signed in; draws again when that changes, also where nobody had been asked who it is. */
export function useSignedIn(): boolean {
  const [there, setThere] = useState(signedIn());
  useEffect(() => onWho(() => setThere(signedIn())), []);
  return there;
}
