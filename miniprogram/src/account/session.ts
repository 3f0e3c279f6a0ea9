/** Who is here. The platform's code signs in without a word; nothing is asked of the person for it. */
import { me as askMe, signIn, signOut as endHere } from "../api/calls";
import { signWith } from "../api/client";
import { forgetNews } from "../api/news";
import { forgetPending } from "../api/pending";
import { Refusal, unanswered } from "../api/refusals";
import type { Me, Session } from "../api/shapes";
import { isStill, whose } from "../api/whose";
import { forgetDrafts } from "../drafts";
import { here } from "../platform/here";
import { openHands, passTo, passToNobody } from "./hands";

const TOKEN = "token";
/** Whoever signed out stays out until they choose to come back. */
const OUT = "signed-out";
/** Came in by a text: the platform's account on this phone may be another's, and never stands in for it. */
const BY_TEXT = "by-text";
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
  signWith({ token: () => token, renew });
}

export function signedIn(): boolean {
  return token !== null;
}

/** The last known, without asking; null before the first `whoAmI`. */
export function lastKnown(): Me | null {
  return known;
}

/** Signs in silently unless that is done, or the person signed out or has to come by a text. False when it could not be; raises only `Offline` and `Slow`. */
export function ensureSignedIn(): Promise<boolean> {
  return renew(null);
}

/** Oneself, fresh from the server. Raises like every call. */
export async function whoAmI(): Promise<Me> {
  await ensureSignedIn();
  const asked = whose();
  const who = await askMe();
  if (isStill(asked)) tell(who);
  return who;
}

/** After a sign-in by another way (a code from a text). */
export function entered(session: Session): void {
  keep(session);
  here.storage.write(BY_TEXT, "1");
}

/** Signs out here and now; private things kept on this phone go, too, as long as it is known whose they are. The server is told if it can be. */
export async function signOut(): Promise<void> {
  const ending = token ?? here.storage.read(TOKEN);
  forgetPending();
  forgetNews();
  forgetDrafts();
  here.storage.write(OUT, "1");
  here.storage.remove(BY_TEXT);
  passToNobody();
  lose();
  if (ending !== null) await endHere(ending).catch(() => undefined); // an old token ends by itself
}

/** Coming back by the platform's code, because the person chose to: after signing out, or instead of a text. */
export function comeBack(): Promise<boolean> {
  here.storage.remove(OUT);
  return byPlatform();
}

/** Told who is here whenever that changes; gives back how to stop. */
export function onWho(listener: (who: Me | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A newer token than `refused`, got without a word. Whoever signed out, or came by a text, has to choose how to come back. */
async function renew(refused: string | null): Promise<boolean> {
  const newer = (): boolean => token !== null && token !== refused;
  if (newer()) return true;
  const silently = here.storage.read(OUT) === null && here.storage.read(BY_TEXT) === null;
  return (silently && (await byPlatform())) || newer() || lose();
}

/** Many calls may find out at once that the token is old: one sign-in serves them all. */
function byPlatform(): Promise<boolean> {
  coming ??= asPlatformSays().finally(() => {
    coming = null;
  });
  return coming;
}

/** False when the city knows nobody by it, or the person chose something else meanwhile. */
async function asPlatformSays(): Promise<boolean> {
  const before = token;
  try {
    const session = await byCode();
    if (token !== before && token !== null) return true; // came by a text
    if (here.storage.read(OUT) !== null) return false; // left
    keep(session);
    return true;
  } catch (error) {
    if (unanswered(error)) throw error;
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
  here.storage.remove(BY_TEXT);
  passTo(session.citizen.id);
  tell(session.citizen);
}

/** Nobody is signed in any more; whose phone it is stays known. */
function lose(): false {
  const was = token !== null || known !== null;
  token = null;
  here.storage.remove(TOKEN);
  if (was) tell(null);
  return false;
}

function tell(who: Me | null): void {
  known = who;
  listeners.forEach((listener) => listener(who));
}
