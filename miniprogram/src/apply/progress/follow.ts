/** News of one application as they come: a long poll again and again, while somebody looks. Knows nothing of a screen. */

export type Live = "live" | "offline";

export interface Asking {
  /** Answers as soon as something happened after `seq`, or with nothing after a while. */
  events: (seq: number) => Promise<{ items: unknown[]; next: number } | null>;
  /** Something happened: what is shown is fetched anew. Raises when it could not be. */
  onNews: () => Promise<void>;
  onState: (state: Live) => void;
  /** Whether it is of no use to ask once more after this. */
  final: (error: unknown) => boolean;
  /** Waits so many milliseconds, or less when there is a net again. */
  pause: (ms: number) => Promise<void>;
}

export interface Following {
  /** From the line after `seq` on. Followed already, it goes on where it is. */
  resume: (seq: number) => void;
  /** Nobody looks: nothing further is asked. */
  stop: () => void;
}

/** Milliseconds before the first, and at most before any further try. */
const FIRST = 1_000;
const MOST = 60_000;
/** An empty answer that came this early was not waited for: the city is busy shutting or starting. */
const EARLY = 1_500;

export function follow(asking: Asking, now: () => number = Date.now): Following {
  const state = { looked: false, running: false, last: 0 };
  return {
    resume: (seq) => {
      state.last = Math.max(state.last, seq);
      state.looked = true;
      if (!state.running) void run(asking, state, now);
    },
    stop: () => {
      state.looked = false;
    },
  };
}

interface Looking {
  looked: boolean;
  running: boolean;
  /** The number after which news is asked for. */
  last: number;
}

async function run(asking: Asking, state: Looking, now: () => number): Promise<void> {
  state.running = true;
  let wait = FIRST;
  let missed = false;
  while (state.looked) {
    const began = now();
    const how = await once(asking, state, missed);
    if (!state.looked || how === "over") break;
    missed = how === "failed";
    asking.onState(missed ? "offline" : "live");
    const waited = how === "news" || (how === "nothing" && now() - began >= EARLY);
    if (!waited) await asking.pause(wait);
    wait = waited ? FIRST : Math.min(wait * 2, MOST);
  }
  state.running = false;
}

/** `missed`: the city was out of reach, so what is shown is fetched anew whatever it says. */
async function once(asking: Asking, state: Looking, missed: boolean): Promise<"news" | "nothing" | "failed" | "over"> {
  try {
    const came = await asking.events(state.last);
    const news = (came?.items.length ?? 0) > 0;
    if (state.looked && (news || missed)) await asking.onNews();
    state.last = Math.max(state.last, came?.next ?? 0);
    return news ? "news" : "nothing";
  } catch (error) {
    return asking.final(error) ? "over" : "failed";
  }
}
