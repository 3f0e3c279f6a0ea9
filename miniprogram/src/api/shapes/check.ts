/** May I? The judgement, and what it takes. */
import type { Json, JsonObject } from "../json";
import type { Verdict } from "./plain";
import type { Field, MayFollow, Place } from "./scene";

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
  cases: { item: string; department: string; department_name: string; after: string[]; working_days: number; sure: boolean }[];
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
