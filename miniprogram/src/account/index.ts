/** Who is here, and the doors to more. */
export { comeBack, ensureSignedIn, entered, lastKnown, onWho, open, signedIn, signOut, whoAmI } from "./session";
export { carryOn, type Door, doorFor, passed, through, turnedBack, TurnedBack } from "./steps";
export { useMe, useSignedIn, useWho } from "./use-me";
