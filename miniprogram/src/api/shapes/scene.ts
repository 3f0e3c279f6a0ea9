/** A scene: what is asked, what must hold, who does what. */
import type { Json, JsonObject } from "../json";
import type { Rule } from "./plain";

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
