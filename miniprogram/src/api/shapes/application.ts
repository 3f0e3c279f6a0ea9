/** How it stands after it was sent. */
import type { JsonObject } from "../json";
import type { Reason, Visit } from "./check";
import type { LicenceStatus } from "./licence";
import type { Order } from "./money";
import type { Party } from "./sheet";

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
  /** The last day of what the one who looks has to do first. */
  act_by?: string | null;
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
  /** The day of the offices' answer. */
  due_on: string | null;
  /** The last day of what the one who looks has to do. */
  act_by: string | null;
  submitted_at: string | null;
  updated_at: string;
  role: string;
  actions: Action[];
  confirm_by: string | null;
}
