/** A sheet before it is sent. */
import type { ApplicationState, CaseState } from "./application";
import type { FeeForItem, Filled, Visit } from "./check";
import type { Order } from "./money";
import type { Answers } from "./plain";

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
  /** The files that were given, by what they are for: a field or a paper. */
  uploads?: { target: string; id: string; trust: string }[];
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
