/** Who is here. The platform's code signs in without a word; nothing is asked of the person for it. */
import { me as askMe, signIn, signOut as endHere } from "../api/calls";
import { signWith } from "../api/client";
import { forgetNews } from "../api/news";
import { forgetPending } from "../api/pending";
import { forgetDrafts } from "../drafts";
import { Refusal, unanswered } from "../api/refusals";
import type { Me, Session } from "../api/shapes";
import { here } from "../platform/here";
import { openHands, passTo, passToNobody } from "./hands";

const TOKEN = "token";
const OUT = "signed-out";
/** The platform's code was used or is too old: a fresh one may do. */
const CODE_OVER = "platform_code_over";

let token: string | null = null;
let known: Me | null = null;
let coming: Promise<boolean> | null = null;
const listeners = new Set<(who: Me | null) => void>();

/** Called once when the app starts; nothing is asked of the net yet. */
export function open(): void {
  token = here.storage.read(TOKEN);
  openHands();
  signWith({ token: () => token, renew: () => renew() });
}

export function signedIn(): boolean {
  return token !== null;
}

/** The last known, without asking; null before the first `whoAmI`. */
export function lastKnown(): Me | null {
  return known;
}

/** Signs in silently unless that is done, or the person signed out. False when it could not be; raises only `Offline` and `Slow`. */
export async function ensureSignedIn(): Promise<boolean> {
  return token !== null || (here.storage.read(OUT) === null && (await renew()));
}

/** Oneself, fresh from the server. Raises like every call. */
export async function whoAmI(): Promise<Me> {
  await ensureSignedIn();
  const who = await askMe();
  tell(who);
  return who;
}

/** After a sign-in by another way (a code from a text). */
export function entered(session: Session): void {
  keep(session);
}

/** Signs out here and now; private things kept on this phone go, too. The server is told if it can be. */
export async function signOut(): Promise<void> {
  await endHere().catch(() => undefined); // an old token ends by itself
  token = null;
  here.storage.remove(TOKEN);
  here.storage.write(OUT, "1");
  forgetPending();
  forgetNews();
  forgetDrafts();
  passToNobody();
  tell(null);
}

/** Coming back after signing out, by the platform's code. */
export async function comeBack(): Promise<boolean> {
  here.storage.remove(OUT);
  return renew();
}

/** Told who is here whenever that changes; gives back how to stop. */
export function onWho(listener: (who: Me | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Many calls may find out at once that the token is old: one sign-in serves them all. */
function renew(): Promise<boolean> {
  coming ??= byPlatform().finally(() => {
    coming = null;
  });
  return coming;
}

async function byPlatform(): Promise<boolean> {
  token = null;
  try {
    keep(await byCode());
    return true;
  } catch (error) {
    if (unanswered(error)) throw error;
    here.storage.remove(TOKEN);
    tell(null);
    return false;
  }
}

/** A code lives minutes and once: when it is over, once more with a fresh one. */
async function byCode(tries = 2): Promise<Session> {
  try {
    return await signIn(here.channel, { code: await here.signInCode() });
  } catch (error) {
    if (tries > 1 && error instanceof Refusal && error.errors.some(({ code }) => code === CODE_OVER)) return byCode(tries - 1);
    throw error;
  }
}

function keep(session: Session): void {
  token = session.token;
  here.storage.write(TOKEN, session.token);
  here.storage.remove(OUT);
  passTo(session.citizen.id);
  tell(session.citizen);
}

function tell(who: Me | null): void {
  known = who;
  listeners.forEach((listener) => listener(who));
}
