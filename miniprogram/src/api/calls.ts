/** One typed function a call of the contract. Screens call these, never paths. Every one raises `Refusal`, `Offline` or `Slow`. */
import { correctionKey } from "../drafts";
import type { Picked } from "../platform/platform";
import { here } from "../platform/here";
import { cached, type CachedAnswer, lastOf } from "./cached";
import { answered, call, fetched, upload } from "./client";
import type { JsonObject } from "./json";
import { sendOrKeep } from "./pending";
import { Refusal } from "./refusals";
import type {
  Answers, Application, ApplicationBrief, ApplicationState, Check, Device, Letter, Letters, Licence, Line, List, Look, Me, Payment, Real, Reminder,
  Scene, SceneBrief, Sent, Session, Sheet, Shown, Started, Upload, Verified,
} from "./shapes";
import { whole } from "./whole";

/** Seconds that a long poll waits, and the milliseconds after which it is given up. */
const WAIT = 20;
const WAIT_PATIENCE = 30_000;
/** Milliseconds. The server's own figure (`core/licences/showing.py`); its `Date` knows no parts of a second. */
const CODE_LIVES = 60_000;
/** A link that lost its id leads to nothing that anybody has: the city says so, and no list is taken for one thing. */
const id = (given: string): string => encodeURIComponent(given || "-");

// --- signing in ----------------------------------------------------------------------------------------------------

export const askCode = (phone: string): Promise<unknown> => call("POST", "/sessions/sms/codes", { body: { phone }, signedIn: false });
export const signIn = (channel: string, proof: JsonObject): Promise<Session> =>
  call("POST", `/sessions/${id(channel)}`, { body: proof, signedIn: false });
export const devices = (): Promise<List<Device>> => call("GET", "/sessions");
/** Ends the session of `token`, whoever is here by now; nobody is signed in for it. */
export const signOut = (token: string): Promise<unknown> =>
  call("POST", "/sessions/current/end", { signedIn: false, headers: { authorization: `Bearer ${token}` } });
export const endSession = (session: string): Promise<unknown> => call("POST", `/sessions/${id(session)}/end`);

// --- me ----------------------------------------------------------------------------------------------------------------

export const me = (): Promise<Me> => call("GET", "/me");
export const verifyMe = (name: string, id_number: string): Promise<{ assurance: number }> =>
  call("POST", "/me/verification", { body: { name, id_number, method: "three_elements" }, timeoutMs: WAIT_PATIENCE });
/** The phone of the one who signed in, by a code from a text, or by the platform's own phone code. */
export const givePhone = (proof: { phone: string; code: string } | { channel: string; code: string }): Promise<Me> =>
  call("POST", "/me/phone", { body: proof });
export const looks = (after?: string): Promise<List<Look>> => call("GET", "/me/access", { query: { after } });
export const remindMe = (scene: string): Promise<Reminder> => call("POST", `/scenes/${id(scene)}/reminders`);
export const dropReminder = (reminder: string): Promise<Reminder> => call("POST", `/reminders/${id(reminder)}/drop`);

// --- scenes --------------------------------------------------------------------------------------------------------------

export const scenes = (q: string): Promise<List<SceneBrief>> => call("GET", "/scenes", { query: { q }, signedIn: false });
/** All scenes, the last known at once. */
export const allScenes = (): CachedAnswer<List<SceneBrief>> => cached("scenes", "/scenes", { signedIn: false });
/** A whole scene, the last known at once. */
export function scene(slug: string): CachedAnswer<Scene> {
  const { last, fresh } = cached<Scene>(`scene:${slug}`, `/scenes/${id(slug)}`, { signedIn: false });
  return { last: last && whole(last), fresh: fresh.then(whole) };
}
/** As it was in one version, which never changes: what lies on the phone is not asked for again. */
export async function sceneAs(slug: string, version: string): Promise<Scene> {
  const key = `scene:${slug}@${version}`;
  return whole(lastOf<Scene>(key) ?? (await cached<Scene>(key, `/scenes/${id(slug)}`, { query: { version }, signedIn: false }).fresh));
}
export const check = (slug: string, answers: Answers, whom?: string): Promise<Check> =>
  call("POST", `/scenes/${id(slug)}/check`, { body: { answers, ...(whom ? { for: whom } : {}) } });

// --- a sheet ---------------------------------------------------------------------------------------------------------------

export const begin = (slug: string, answers: Answers, key?: string): Promise<Sheet> =>
  call("POST", "/applications", { body: { scene: slug, answers }, ...keyed(key) });
export const answer = (application: string, answers: Answers, version: number, key?: string): Promise<Sheet> =>
  call("POST", `/applications/${id(application)}/answers`, { body: { answers, version }, ...keyed(key) });
/** `target`: the id of a material or of a field. */
export const giveFile = (application: string, target: string, file: Picked, key?: string): Promise<Upload> =>
  upload(`/applications/${id(application)}/uploads`, file, { target, name: file.name }, key);
/** The sheet as it was filled in, also after it was sent: what is put right starts from it. */
export const sheet = (application: string): Promise<Sheet> => call("GET", `/applications/${id(application)}/sheet`);
export const removeUpload = (given: string): Promise<unknown> => call("POST", `/uploads/${id(given)}/remove`);
/** A temporary path on the phone, to draw or to open. */
export const uploadFile = (given: string): Promise<string> => fetched(`/uploads/${id(given)}`);
export const submit = (application: string, version: number, consents: string[], promises: string[], key?: string): Promise<Sent> =>
  call("POST", `/applications/${id(application)}/submit`, { body: { version, consents, promises }, ...keyed(key) });
export const confirm = (application: string, role: string, agree: boolean, reason: string, key?: string): Promise<{ id: string; state: ApplicationState }> =>
  call("POST", `/applications/${id(application)}/parties/${id(role)}/confirm`, { body: { agree, reason }, ...keyed(key) });

// --- how it stands ---------------------------------------------------------------------------------------------------------

export const applications = (after?: string): Promise<List<ApplicationBrief>> => call("GET", "/applications", { query: { after } });
/** The same, the last known at once. */
export const myApplications = (): CachedAnswer<List<ApplicationBrief>> => cached("applications", "/applications");
export const application = (given: string): Promise<Application> => call("GET", `/applications/${id(given)}`);
/** Answers as soon as something happened after `seq`, or empty after 20 seconds. */
export const events = (given: string, seq: number): Promise<{ items: Line[]; next: number }> =>
  call("GET", `/applications/${id(given)}/events`, { query: { after: seq, wait: WAIT }, timeoutMs: WAIT_PATIENCE });
/** `cases`: only these; none named: as a whole. */
export const withdraw = (given: string, reason: string, cases: string[], key?: string): Promise<{ id: string; state: ApplicationState }> =>
  call("POST", `/applications/${id(given)}/withdraw`, { body: { reason, ...(cases.length > 0 ? { cases } : {}) }, ...keyed(key) });
/** Kept on the phone when there is no net, and sent later: null then. `kept.about` says to the person what it is, `kept.leads` where it leads,
 *  `kept.back` where it is put right when it was refused then. */
export const correct = (
  given: string, version: number, answers: Answers, kept: { about: string; leads: string; back: string; key: string },
): Promise<{ id: string; state: ApplicationState } | null> =>
  sendOrKeep(`/applications/${id(given)}/correct`, { version, answers }, { ...kept, sheet: correctionKey(given) });
/** A notice of law as a PDF: a temporary path for `here.openDocument`. */
export const noticeFile = (document: string): Promise<string> => fetched(`/documents/${id(document)}.pdf`);

// --- money ---------------------------------------------------------------------------------------------------------------------

/** At the platform's own till. A city that only pretends has no such provider, but a pretend one for every till. */
export async function pay(orders: string[]): Promise<Started> {
  try {
    return await payAt(here.pays, orders);
  } catch (error) {
    if (error instanceof Refusal && error.errors.some(({ code }) => code === "provider_unknown")) return payAt("sandbox", orders);
    throw error;
  }
}
const payAt = (provider: string, orders: string[]): Promise<Started> => call("POST", "/orders/pay", { body: { orders, provider, till: "mini" } });
export const payment = (given: string): Promise<Payment> => call("GET", `/payments/${id(given)}`);

// --- licences, letters, is it real? ---------------------------------------------------------------------------------------------

export const licences = (after?: string): Promise<List<Licence>> => call("GET", "/licences", { query: { after } });
/** The same, the last known at once: to be shown where there is no net. */
export const myLicences = (): CachedAnswer<List<Licence>> => cached("licences", "/licences");
export const licence = (given: string): Promise<Licence> => call("GET", `/licences/${id(given)}`);
/** The holder's picture: a temporary path. */
export const licencePhoto = (given: string): Promise<string> => fetched(`/licences/${id(given)}/photo`);
export const licenceFile = (given: string): Promise<string> => fetched(`/licences/${id(given)}.pdf`);
/** A code to show. How long it lives is told by the server's clock alone: the phone's may be wrong. */
export async function show(given: string): Promise<Shown> {
  const { body, headers } = await answered("POST", `/licences/${id(given)}/show`);
  const shown = body as unknown as Omit<Shown, "lives">;
  const lives = Date.parse(shown.expires_at) - Date.parse(headers.date ?? "");
  return { ...shown, lives: Number.isNaN(lives) ? CODE_LIVES : Math.max(0, Math.min(CODE_LIVES, lives)) };
}
export const verify = (code: string): Promise<Verified> => call("GET", `/verify/${id(code)}`, { signedIn: false });
export const isThisReal = (code: string): Promise<Real> => call("POST", "/is_this_real", { body: { code }, signedIn: false });
export const letters = (after?: string): Promise<Letters> => call("GET", "/letters", { query: { after } });
/** The newest, the last known at once. */
export const myLetters = (): CachedAnswer<Letters> => cached("letters", "/letters");
/** Opening a letter is reading it. */
export const letterRead = (given: string): Promise<Letter> => call("POST", `/letters/${id(given)}/read`);

function keyed(key: string | undefined): { key: string } | Record<string, never> {
  return key === undefined ? {} : { key };
}
