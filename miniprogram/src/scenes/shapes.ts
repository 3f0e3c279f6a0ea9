/** What judging needs of a scene, as GET /scenes/{slug} gives it; and what it says of it. The whole answer fits these. */

import type { FieldSpec } from "../kinds";
import type { Json, JsonObject } from "../rules";

export type Outcome = "yes" | "no" | "maybe";

/** Where an answer is known already. */
export interface Fill {
  readonly from: string;
  readonly map?: { readonly [word: string]: string };
  readonly may_change?: boolean;
}

export interface Field extends FieldSpec {
  readonly id: string;
  readonly kind: string;
  readonly says: string;
  readonly label: string;
  readonly optional?: boolean;
  readonly when?: Json;
  readonly fill?: Fill;
}

export interface Eligible {
  readonly id: string;
  readonly rule: Json;
  readonly says: string;
  readonly shown?: readonly string[];
  readonly if_known?: boolean;
  readonly else?: { readonly remind?: { readonly on: string } };
}

/** An item of the scene: `fee` and `decide` are read only for the rules in them. */
export interface Item {
  readonly item: string;
  readonly after?: readonly string[];
  readonly when?: Json;
  readonly materials?: readonly { readonly when?: Json }[];
  readonly fee?: unknown;
  readonly decide?: unknown;
}

export interface Scene {
  readonly ask?: readonly Field[];
  readonly eligible?: readonly Eligible[];
  readonly form?: readonly Field[];
  readonly items: readonly Item[];
  readonly next?: readonly { readonly when?: Json }[];
  readonly parties?: { readonly [role: string]: { readonly called?: { readonly [who: string]: string } } };
  readonly facts?: { readonly [path: string]: Field };
}

/** One value and where it came from; `on` is the day the source says it was true. */
export interface Fact {
  readonly value: Json;
  readonly from: string;
  readonly on: string;
}

/**
 * What this face knows. `today` is the server's day. `facts` by path, `filled` by field, as the server told them:
 * what stands in neither is not known here, whatever the server may know.
 */
export interface Knowing {
  readonly today: string;
  readonly facts?: { readonly [path: string]: Fact };
  readonly filled?: { readonly [field: string]: Fact };
  readonly isSubject?: boolean;
  readonly delegated?: boolean;
}

/** One thing wrong with one field: the code has its words, `values` fill them. */
export interface Defect {
  readonly field: string;
  readonly code: string;
  readonly values: JsonObject;
}

export interface Reason {
  readonly id: string;
  readonly outcome: Outcome;
  readonly says: string;
  readonly saw: JsonObject;
}

export type Visibility = "visible" | "maybe" | "hidden";

/** As POST /scenes/{slug}/check says it, as far as a phone can tell. `todo`: visible fields still owed. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly missing: readonly string[];
  readonly questions: readonly Field[];
  readonly visible: readonly string[];
  readonly todo: readonly string[];
  readonly values: JsonObject;
  readonly filled: { readonly [field: string]: Fact };
  readonly contradicted: readonly string[];
}

/** One line as people read it. `filled`: it came from a register. */
export interface Line {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly value: string;
  readonly filled: Fact | null;
}
