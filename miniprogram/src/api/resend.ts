/** What waits is tried again as long as the app is open: at once when there is a reason to, else after longer and longer pauses. */
import { onPending, replay, waiting } from "./pending";
import { needsSignIn } from "./refusals";

/** Milliseconds from one try to the next: the shortest pause is doubled up to the longest. */
const SHORTEST = 5_000;
const LONGEST = 5 * 60_000;

let open = false;
let pause = SHORTEST;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Called once when the app starts; gives back how to stop. */
export function keepSending(): () => void {
  const stop = onPending((list) => (list.length > 0 ? later() : undefined));
  return () => {
    stop();
    rest();
  };
}

/** The app is shown. */
export function wake(): void {
  open = true;
  sendNow();
}

/** There is a net again, somebody signed in: nothing needs to wait for its time. */
export function sendNow(): void {
  pause = SHORTEST;
  void again();
}

/** The app is out of sight: nothing is tried until it is shown again. */
export function rest(): void {
  open = false;
  stopWaiting();
}

async function again(): Promise<void> {
  stopWaiting();
  if (waiting().length === 0) return;
  const { left, stopped } = await replay();
  if (left.length > 0 && !needsSignIn(stopped)) return later();
  stopWaiting();
  pause = SHORTEST;
}

function later(): void {
  if (!open || timer !== null) return;
  timer = setTimeout(() => void again(), pause);
  pause = Math.min(pause * 2, LONGEST);
}

function stopWaiting(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
}
