import { useEffect, useState } from "react";

import type { Me } from "../api/shapes";
import { lastKnown, onWho, signedIn, whoAmI } from "./session";

/** Who is here as far as is known; draws again when that changes. Asks nothing of the net. */
export function useMe(): Me | null {
  const [who, setWho] = useState(lastKnown());
  useEffect(() => onWho(setWho), []);
  return who;
}

/** Who is here, asked for where that is not known yet. `asking`: on its way, so that nobody is taken for a stranger too early. */
export function useWho(): { who: Me | null; asking: boolean } {
  const who = useMe();
  const [asked, setAsked] = useState(who !== null);
  useEffect(() => {
    if (!asked) void whoAmI().catch(() => undefined).finally(() => setAsked(true)); // then they are a stranger
  }, [asked]);
  return { who, asking: who === null && !asked };
}

/** Whether somebody is signed in; draws again when that changes, also where nobody had been asked who it is. */
export function useSignedIn(): boolean {
  const [there, setThere] = useState(signedIn());
  useEffect(() => onWho(() => setThere(signedIn())), []);
  return there;
}
