/** One payment, from the till to the server's word. What the till says is never believed alone. Knows nothing of a screen. */
import type { Payment, Started } from "../../api/shapes";
import { here } from "../../platform/here";
import type { Paid } from "../../platform/platform";

/** `unsure`: nobody knows yet, and it may have been paid; `given_up`: closed without paying, the server says so, too. */
export type Outcome = { state: "paid" | "closed" | "failed" | "unsure"; payment: Payment | null } | { state: "given_up" };

export interface Till {
  pay: (orders: string[]) => Promise<Started>;
  look: (payment: string) => Promise<Payment>;
  pause: (ms: number) => Promise<void>;
}

const SHELF = "paying:";
/** Milliseconds before each further look. In all half a minute: then it is calmly not known yet. */
const AFTER_PAYING: readonly number[] = [0, 1_000, 2_000, 3_000, 4_000, 5_000, 7_000, 8_000];
/** Whoever closed the till most likely did not pay: asked twice, to be sure. */
const AFTER_GIVING_UP: readonly number[] = [0, 1_500];
/** Come back to later: the till was long told, if it was paid. */
export const LATER: readonly number[] = [0, 1_500, 3_000];

/** Opens the till and stays until it is known. Raises what `till.pay` raises: then nothing was opened. */
export async function paid(till: Till, application: string, orders: string[], onTill: (said: Paid) => void = () => undefined): Promise<Outcome> {
  const { payment, client } = await till.pay(orders);
  remember(application, payment); // the app may be gone before the till is back
  const said = await here.pay(client);
  onTill(said);
  const outcome = await settled(till, payment, said === "given_up" ? AFTER_GIVING_UP : AFTER_PAYING);
  if (outcome.state !== "unsure") forget(application);
  if (outcome.state !== "unsure" || said !== "given_up") return outcome;
  forget(application);
  return { state: "given_up" };
}

/** Asks until it is known, or the patience is at its end. */
export async function settled(till: Pick<Till, "look" | "pause">, payment: string, waits: readonly number[] = AFTER_PAYING): Promise<Outcome> {
  let last: Payment | null = null;
  for (const wait of waits) {
    if (wait > 0) await till.pause(wait);
    last = await till.look(payment).catch(() => last);
    if (last !== null && last.state !== "opened") return { state: last.state, payment: last };
  }
  return { state: "unsure", payment: last };
}

/** A payment whose end nobody has heard yet, on this phone; "" for none. */
export function remembered(application: string): string {
  return here.storage.read(SHELF + application) ?? "";
}

export function forget(application: string): void {
  here.storage.remove(SHELF + application);
}

function remember(application: string, payment: string): void {
  here.storage.write(SHELF + application, payment);
}
