/** What the API answers, exactly (CONTRACT.md). Days are ISO dates, moments RFC 3339, money integer fen, names of people masked. */
import type { Json, JsonObject } from "./json";

export type Answers = JsonObject;
export type Verdict = "yes" | "no" | "maybe";
/** A JsonLogic rule, read by `src/rules`. */
export type Rule = Json;

export interface List<T> {
  items: T[];
  next: string | null;
}

// --- who -------------------------------------------------------------------------------------------------------------

export interface Me {
  id: string;
  name: string | null;
  id_number: string | null;
  phone: string | null;
  /** 1 self-declared … 3 name, number and phone agree … 5 certificate. */
  assurance: number;
  accounts: { channel: string; since: string }[];
  acting_for: JsonObject[];
}

export interface Session {
  token: string;
  expires_at: string;
  citizen: Me;
}

export interface Device {
  id: string;
  channel: string;
  face: string;
  device: string;
  since: string;
  seen_at: string;
  current: boolean;
}

export interface Look {
  at: string;
  [name: string]: Json;
}

// --- a scene -----------------------------------------------------------------------------------------------------------

export interface SceneBrief {
  slug: string;
  title: string;
  says: string;
  themes: string[];
  icon: string;
  /** Working days. */
  promise: number;
  fee: boolean;
  online: string;
}

export interface Fill {
  from: string;
  map?: Record<string, string>;
  may_change?: boolean;
}

/** A question or a line of the form. `label` is its short name, `says` the question in full (may be empty). */
export interface Field {
  id: string;
  kind: string;
  says: string;
  label: string;
  help: string;
  options?: Record<string, string>;
  when?: Rule;
  fill?: Fill;
  /** The items (slugs) whose offices see it; none: all. */
  items?: string[];
  optional: boolean;
  /** Numbers for number and text, ISO dates or relative days for date, how many entries for group. */
  min?: number | string;
  max?: number | string;
  decimals: number;
  unit: string;
  level: "county" | "town" | "village";
  /** Of a group: what one entry asks, and what one entry is called. */
  fields?: Field[];
  each?: string;
}

export interface Condition {
  id: string;
  rule: Rule;
  says: string;
  shown?: string[];
  basis: string;
  if_known: boolean;
  items?: string[];
  else?: { says: string; scene: string; remind?: { on: string; days_before: number } };
}

export interface PartyRole {
  says: string;
  may_be: string[];
  called?: Record<string, string>;
  from?: Record<string, string>;
  confirm_within: number;
}

export interface MayFollow {
  days: number;
  granted_by: string;
  consequence: string;
}

export interface ItemMaterial {
  id: string;
  from: string[];
  label: string;
  when?: Rule;
  may_follow?: MayFollow;
  necessity: string;
  accepted_when: string;
  help: string;
  issued_by: string;
  blank: string;
  sample: string;
  basis: string;
  [name: string]: Json | undefined | MayFollow;
}

export interface Place {
  name: string;
  address: string;
  hours: string;
  phone: string;
}

/** One thing one department does; only what this face draws or judges by is named. */
export interface Item {
  item: string;
  slug: string;
  when?: Rule;
  after?: string[];
  on_denied: string;
  code: { catalog: string; task: string; local: string };
  name: string;
  kind: string;
  basis: { law: string; article: string; text: string }[];
  limit: { promised: number; statutory: number; deemed_acceptance: boolean; says: string; extendable_by: number };
  materials: ItemMaterial[];
  fee: JsonObject;
  visits: { times: number; why: string };
  places: Place[];
  phones: { ask: string; complain: string };
  faq: { q: string; a: string }[];
  remedy: string[];
  [name: string]: unknown;
}

export interface Scene {
  version: string;
  slug: string;
  title: string;
  says: string;
  also: string[];
  themes: string[];
  icon: string;
  /** The least assurance (1..5) with which it may be sent. */
  assurance: number;
  /** Life is hard here: nothing cheerful. */
  quiet: boolean;
  parties: Record<string, PartyRole>;
  ask: Field[];
  eligible: Condition[];
  form: Field[];
  next?: { scene: string; says: string; when?: Rule }[];
  guide?: { title: string; says: string }[];
  items: Item[];
  /** Questions for what a register would know, by path: `subject.age`. */
  facts: Record<string, Field>;
}

// --- may I? ---------------------------------------------------------------------------------------------------------------

export interface Reason {
  id: string;
  outcome: Verdict;
  /** With the values seen, where there were any. */
  says: string;
  saw: JsonObject;
}

export interface Alternative {
  because: string;
  says?: string;
  scene?: string;
  remind?: { on: string; tell_on: string };
}

export interface Need {
  id: string;
  item: string;
  label: string;
  from: string;
  /** true: the city has it; false: to be brought; null: not known yet. */
  have: boolean | null;
  may_follow: MayFollow | null;
  /** false: not known yet whether it is needed at all. */
  sure: boolean;
}

export interface FeeLine {
  id: string;
  item: string;
  label: string;
  fen: number;
}

export interface FeeForItem {
  item: string;
  name: string;
  /** null: not known yet. */
  fen: number | null;
  lines: FeeLine[];
  basis: string[];
  when: string;
}

export interface Visit {
  item: string;
  name: string;
  times: number;
  why: string;
  places: Place[];
  /** What one comes for. */
  step?: "accept" | "deliver";
  /** Originals to bring, and those that more answers decide. */
  bring?: string[];
  perhaps?: string[];
  /** The fee comes before. */
  pays?: boolean;
  /** The work waits for it. */
  now?: boolean;
}

export interface Filled {
  value: Json;
  from: string;
  on: string;
}

export interface Check {
  outcome: Verdict;
  reasons: Reason[];
  missing: string[];
  questions: Field[];
  alternatives: Alternative[];
  materials: Need[];
  fee: { fen: number | null; lines: FeeLine[]; basis: string[] };
  promise: { working_days: number; due_on: string | null; visits: number };
  cases: { item: string; department: string; after: string[]; working_days: number; sure: boolean }[];
  filled: Record<string, Filled>;
  fees: FeeForItem[];
  visits: Visit[];
  confirms: JsonObject[];
}

export interface Reminder {
  id: string;
  scene: string;
  title: string;
  possible_on: string;
  tell_on: string;
  state: "waiting" | "told" | "dropped";
}

// --- a sheet -----------------------------------------------------------------------------------------------------------------

export type PartyState = "confirmed" | "to_invite" | "invited" | "declined" | "lapsed" | "unregistered";

export interface Party {
  role: string;
  name: string | null;
  state: PartyState;
  /** Who this is, in the scene's words. */
  says: string;
  confirm_by: string | null;
  phone: string | null;
  you: boolean;
  /** What the sheet says of oneself. */
  said: { id: string; label: string; value: string }[];
}

export interface Todo {
  id: string;
  kind: "question" | "field" | "material";
  says: string;
}

export interface MayPromise {
  id: string;
  item: string;
  label: string;
  days: number;
  consequence: string;
}

/** A draft: the answer to beginning it and to every answer given. */
export interface Sheet {
  id: string;
  version: number;
  state: string;
  scene: string;
  scene_version: string;
  title: string;
  answers: Answers;
  filled: Record<string, Filled>;
  todo: Todo[];
  parties: Party[];
  consents: { id: string; says: string; required: boolean }[];
  promises: MayPromise[];
  fees: FeeForItem[];
  visits: Visit[];
  /** Scenes (slugs) that people in this position do after it. */
  next: string[];
  told: { party: string; how: string }[];
}

export interface Upload {
  id: string;
  target: string;
  name: string;
  size: number;
  sha256: string;
  trust: string;
}

export interface Sent {
  id: string;
  state: ApplicationState;
  query_code: string;
  submitted_at: string;
  due_on: string | null;
  cases: { id: string; number: string; item: string; department: string; state: CaseState }[];
  version: number;
  orders: Order[];
}

// --- how it stands -----------------------------------------------------------------------------------------------------------

export type ApplicationState =
  | "draft" | "needs_you" | "to_pay" | "in_progress" | "submitted" | "partly_done" | "done" | "closed";
export type CaseState =
  | "submitted" | "returned" | "correction" | "not_accepted" | "accepted" | "pay_pending" | "in_review" | "suspended"
  | "forwarded" | "decided" | "certifying" | "delivering" | "closed" | "withdrawn" | "voided";
export type Result =
  | "approved" | "denied" | "not_accepted" | "withdrawn" | "not_corrected" | "unpaid" | "promise_broken" | "forwarded" | "voided";
/** What the one who looks may do now. */
export type Action = "answer" | "submit" | "withdraw" | "correct" | "bring" | "pay" | "confirm" | "decline";

export interface Line {
  seq: number;
  at: string;
  kind: string;
  state: CaseState | null;
  says: string;
  by: string;
  rules: Reason[];
}

export interface Owed {
  material: string;
  label: string;
  owed_on: string | null;
  state: "owed" | "overdue";
}

export interface Correction {
  by: string | null;
  says: string;
  /** `id` is a field or a material of the scene, or "" for none in particular. */
  items: { id: string; says: string }[];
}

export interface Case {
  id: string;
  number: string;
  item: string;
  item_name: string;
  department: string;
  department_name: string;
  department_phone: string;
  state: CaseState;
  result: Result | null;
  due_on: string | null;
  /** The newest line of its history, or what it waits for. */
  says: string;
  waits_for: string[];
  waits: string[];
  owed: Owed[];
  correction: Correction | null;
  timeline: Line[];
}

export interface LicenceBrief {
  id: string;
  kind: string;
  title: string;
  identifier: string;
  status: LicenceStatus;
  issued_on: string;
}

export interface DocumentBrief {
  id: string;
  kind: string;
  title: string;
  number: string;
  issued_on: string;
  case: string;
}

export interface Delivery {
  what: string;
  how: "electronic" | "post" | "pickup";
  at: string;
  case: string;
  note: string;
}

export interface Application {
  id: string;
  scene: string;
  title: string;
  scene_version: string;
  state: ApplicationState;
  query_code: string | null;
  created_at: string;
  submitted_at: string | null;
  due_on: string | null;
  late: { days: number; why: string } | null;
  cases: Case[];
  timeline: Line[];
  licences: LicenceBrief[];
  actions: Action[];
  version: number;
  /** What the one who looks is in it. */
  role: string;
  parties: Party[];
  moved: JsonObject[];
  orders: Order[];
  documents: DocumentBrief[];
  deliveries: Delivery[];
  /** Where the applicant still has to go. */
  visits?: Visit[];
}

export interface ApplicationBrief {
  id: string;
  scene: string;
  title: string;
  state: ApplicationState;
  query_code: string | null;
  due_on: string | null;
  submitted_at: string | null;
  updated_at: string;
  role: string;
  actions: Action[];
  confirm_by: string | null;
}

export interface Tracked {
  query_code: string;
  title: string;
  state: ApplicationState;
  due_on: string | null;
  cases: Pick<Case, "item_name" | "department_name" | "department_phone" | "state" | "result" | "due_on" | "says">[];
}

// --- money --------------------------------------------------------------------------------------------------------------------

export type OrderState = "due" | "paying" | "paid" | "closed" | "refunding" | "refunded" | "partly_refunded" | "waived";

export interface Order {
  id: string;
  number: string;
  case: string;
  payee: string;
  payee_name: string;
  name: string;
  kind: string;
  fen: number;
  lines: { label: string; fen: number }[];
  basis: string[];
  state: OrderState;
  due_on: string | null;
  paid_at: string | null;
  refunds: { fen: number; state: "asked" | "accepted" | "done" | "failed"; because: string; at: string }[];
}

export interface Started {
  payment: string;
  /** What the platform's till needs, as it is. */
  client: Json;
}

export interface Payment {
  id: string;
  number: string;
  provider: string;
  state: "opened" | "paid" | "closed" | "failed";
  fen: number;
  expires_at: string;
  orders: Order[];
}

// --- licences, letters -----------------------------------------------------------------------------------------------------------

export type LicenceStatus = "active" | "expired" | "revoked" | "suspended" | "cancelled";

export interface Licence {
  id: string;
  kind: string;
  title: string;
  identifier: string;
  number: string;
  status: LicenceStatus;
  holder: string;
  issued_by: string;
  issued_on: string;
  valid_until: string | null;
  application_id: string | null;
  rows: [string, string][];
  note: string;
  has_photo: boolean;
  version: number;
}

/** `text` is the code in groups; `qr` a PNG data URI. It lives 60 seconds. */
export interface Shown {
  code: string;
  text: string;
  qr: string;
  expires_at: string;
}

export interface Verified {
  valid: boolean;
  kind?: string;
  title?: string;
  holder?: string;
  issued_by?: string;
  issued_on?: string;
  valid_until?: string | null;
  status?: string;
  checked_at?: string;
  [name: string]: Json | undefined;
}

export type Real = { known?: true; sent_by: string; about: string; sent_on: string } | { known: false; what_to_do: string };

export interface Letter {
  id: string;
  application_id: string | null;
  case_id: string | null;
  kind: string;
  title: string;
  body: string;
  code: string;
  at: string;
  read: boolean;
}

export interface Letters extends List<Letter> {
  unread: number;
}
