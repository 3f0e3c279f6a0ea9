/** How a person wants it: the usual flow or the elder one, how large, which language. Follows the platform's care mode until they choose. */
import { useEffect, useState } from "react";

import { here } from "../platform/here";
import { speakIn } from "../words";

const SHELF = "manner";
/** A person who made the platform's type this much larger wants the elder flow, unless they said otherwise. */
const LARGE = 1.25;

export interface Manner {
  elder: boolean;
  /** 0, 1, 2: the sizes of city/look.json. Of use in the elder flow. */
  size: number;
  /** A language there is a word file for. */
  language: string;
}

/** What was chosen; what is absent follows the platform. */
export interface Chosen {
  flow?: "standard" | "elder";
  size?: number;
  language?: string;
}

const listeners = new Set<(manner: Manner) => void>();
let chosen: Chosen | null = null;

export function manner(): Manner {
  const wish = wishes();
  const care = here.care();
  return {
    elder: wish.flow === undefined ? care.elder || care.fontScale >= LARGE : wish.flow === "elder",
    size: wish.size ?? 0,
    language: wish.language ?? here.language(),
  };
}

/** Joined to what was chosen before, kept, and told to every page that is open. */
export function choose(wish: Chosen): void {
  chosen = { ...wishes(), ...wish };
  here.storage.write(SHELF, JSON.stringify(chosen));
  const now = manner();
  speakIn(now.language);
  listeners.forEach((listener) => listener(now));
}

/** Called once when the app starts. */
export function openManner(): void {
  chosen = null;
  speakIn(manner().language);
}

export function useManner(): Manner {
  const [now, setNow] = useState(manner);
  useEffect(() => {
    listeners.add(setNow);
    return () => {
      listeners.delete(setNow);
    };
  }, []);
  return now;
}

/** The classes of a page's root. */
export function classesOf(given: Manner): string {
  return given.elder ? `elder size-${given.size}` : "";
}

function wishes(): Chosen {
  if (chosen === null) {
    try {
      chosen = JSON.parse(here.storage.read(SHELF) ?? "{}") as Chosen;
    } catch {
      chosen = {};
    }
  }
  return chosen;
}
