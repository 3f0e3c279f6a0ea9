import { useDidHide, useDidShow, useUnload } from "@tarojs/taro";
import { useCallback, useEffect, useRef, useState } from "react";

import { carryOn, onWho } from "../../account";
import { application, events } from "../../api/calls";
import { Refusal, unanswered } from "../../api/refusals";
import type { Application } from "../../api/shapes";
import { here } from "../../platform/here";
import { type Following, follow, type Live } from "./follow";
import { isOver, lastSeen } from "./standing";

export interface InCase {
  view: Application | null;
  /** Why there is nothing to see. Beside a `view` only what is more than a missing net. */
  error: unknown;
  live: Live;
  again: () => Promise<void>;
}

const TOO_MANY = 429;

/** What was last seen of each, as long as the app is open and the same person is here: a screen that is come back to is there at once. */
const seen = new Map<string, Application>();
onWho(() => seen.clear());

/** An application as it is now. Signs in silently first, so that a message may lead straight to it. */
export function useCase(id: string): InCase {
  const [view, setView] = useState<Application | null>(() => seen.get(id) ?? null);
  const [error, setError] = useState<unknown>(null);
  const [live, setLive] = useState<Live>("live");
  const fetch = useCallback(async () => {
    const came = await carryOn(() => application(id));
    seen.set(id, came);
    setView(came);
    setError(null);
  }, [id]);
  const again = useCallback(() => fetch().catch(setError), [fetch]);
  useDidShow(() => void again());
  useFollowed(view, useFollowing(id, fetch, setLive));
  useEffect(() => (view === null && unanswered(error) ? here.onOnline((online) => (online ? void again() : undefined)) : undefined), [view, error, again]);
  const offline = unanswered(error);
  return { view, error: view !== null && offline ? null : error, live: offline ? "offline" : live, again };
}

/** Followed while it is looked at and not over. */
function useFollowed(view: Application | null, following: Following): void {
  const resume = (): void => {
    if (view === null) return;
    if (isOver(view)) following.stop();
    else following.resume(lastSeen(view));
  };
  useEffect(resume, [view, following]);
  useDidShow(resume);
  useDidHide(() => following.stop());
  useUnload(() => following.stop());
  useEffect(() => () => following.stop(), [following]);
}

function useFollowing(id: string, onNews: () => Promise<void>, onState: (state: Live) => void): Following {
  const kept = useRef<Following>();
  kept.current ??= follow({ events: (seq) => events(id, seq), onNews, onState, final, pause });
  return kept.current;
}

/** Not theirs, not there, signed out: no use in asking again. */
function final(error: unknown): boolean {
  return error instanceof Refusal && error.status < 500 && error.status !== TOO_MANY;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(), ms);
    const stop = here.onOnline((online) => (online ? done() : undefined));
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
  });
}
