/** Step-ups: what is not allowed yet leads to a door, and afterwards carries on where it was, with what it was doing. */
import { needsSignIn, Refusal } from "../api/refusals";
import { go } from "../ways";
import { atDoor } from "./hands";
import { ensureSignedIn } from "./session";

/** The doors, by what they ask for: pages of the subpackage `door`. */
export type Door = "verify-me" | "phone" | "sms-sign-in";

/** The person turned back at the door. Not an error to show: everything stays as it was. */
export class TurnedBack extends Error {
  constructor(readonly door: Door) {
    super(door);
    this.name = "TurnedBack";
  }
}

interface Waiting {
  door: Door;
  arrived: (through: boolean) => void;
}

let waiting: Waiting | null = null;

/** Does `action`; when it is refused for want of a sign-in, a phone or a verified name, opens that door and does it again.
 *  Raises `TurnedBack`, or what `action` raises for any other reason. */
export async function carryOn<T>(action: () => Promise<T>, doors = 3): Promise<T> {
  await ensureSignedIn();
  try {
    return await action();
  } catch (error) {
    const door = doorFor(error);
    if (door === null || doors === 0) throw error;
    await through(door);
    return carryOn(action, doors - 1);
  }
}

/** Opens a door and waits; the page below stays as it is. Raises `TurnedBack`. */
export async function through(door: Door): Promise<void> {
  waiting?.arrived(false);
  const passed = new Promise<boolean>((arrived) => {
    waiting = { door, arrived };
  });
  atDoor(true);
  try {
    await go(`door/${door}`);
  } catch (why) {
    turnedBack(door); // no page stands there to come back from
    throw why;
  }
  if (!(await passed)) throw new TurnedBack(door);
}

/** For the door pages: what was asked for is done. The page goes back by itself afterwards (`back()`). */
export function passed(): void {
  leave(true);
}

/** For the door pages when they are left undone (on unload). After `passed` it changes nothing. */
export function turnedBack(door: Door): void {
  if (waiting?.door === door) leave(false);
}

/** Which door `error` asks for; null: none. */
export function doorFor(error: unknown): Door | null {
  if (!(error instanceof Refusal)) return null;
  if (error.code === "assurance_needed") return "verify-me";
  if (error.code === "phone_needed") return "phone";
  return needsSignIn(error) ? "sms-sign-in" : null;
}

function leave(done: boolean): void {
  const was = waiting;
  waiting = null;
  atDoor(false);
  was?.arrived(done);
}
