/** The phone changes hands: what is private stays with whom it belongs to. */
import { forget } from "../api/cached";
import { renewNews } from "../api/news";
import { adoptPending, forgetPending, renewPending, waiting } from "../api/pending";
import { belongTo, whose } from "../api/whose";
import { type Draft, drafts, dropDraft, keepDraft } from "../drafts";
import { here } from "../platform/here";

const OWNER = "owner";
const PRIVATE_SHELVES = ["applications", "letters", "licences"];
let midway = false;

/** Who was here when the app was closed. */
export function openHands(): void {
  belongTo(here.storage.read(OWNER) ?? "");
}

/** Somebody stands at a door: whoever comes through is who was on the way, by whichever account. */
export function atDoor(now: boolean): void {
  midway = now;
}

/** `to` is here now. A visitor becomes them with all that was typed; at a door they keep the guide they were in; else nothing goes over. */
export function passTo(to: string): void {
  const from = whose();
  if (from === to) return;
  forgetShelves();
  const taken = drafts().filter(({ draft }) => from === "" || (midway && draft.application === null));
  const sending = from === "" ? waiting() : [];
  taken.forEach(({ key }) => dropDraft(key));
  if (sending.length > 0) forgetPending(); // the next visitor has nothing to do with it
  belong(to);
  taken.forEach(({ key, draft }) => settle(key, draft));
  adoptPending(sending);
  renewPending();
  renewNews();
}

/** Nobody is here any more. */
export function passToNobody(): void {
  forgetShelves();
  belong("");
  renewPending();
  renewNews();
}

function belong(to: string): void {
  belongTo(to);
  if (to === "") here.storage.remove(OWNER);
  else here.storage.write(OWNER, to);
}

function settle(key: string, one: Draft): void {
  const own = drafts().find((other) => other.key === key);
  if (!own || own.draft.changed < one.changed) keepDraft(key, one, one.changed);
}

function forgetShelves(): void {
  PRIVATE_SHELVES.forEach(forget);
}
