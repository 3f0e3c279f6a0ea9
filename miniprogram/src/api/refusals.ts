/** What can come instead of an answer. `Refusal`: the server said no, in words for people. `Offline`: it was not reached. `Slow`: time ran out, and it may have been done. */
import { isList, isObject, type Json, type JsonObject } from "./json";

/** One thing that is wrong with one field. `field` is an id, or a path into a group: `children[0].name`. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** What came with it; `values` is the whole body. */
interface Said {
  title?: string;
  detail?: string;
  errors?: FieldError[];
  values?: JsonObject;
  retryAfter?: number | undefined;
}

/** `code` is stable, `title` and `detail` are for people and already in their language. `retryAfter` in seconds. */
export class Refusal extends Error {
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldError[];
  readonly values: JsonObject;
  readonly retryAfter: number | undefined;

  constructor(
    readonly status: number,
    readonly code: string,
    said: Said = {},
  ) {
    super(code);
    this.name = "Refusal";
    this.title = said.title ?? "";
    this.detail = said.detail ?? "";
    this.errors = said.errors ?? [];
    this.values = said.values ?? {};
    this.retryAfter = said.retryAfter;
  }

  /** The assurance (1..5) that `assurance_needed` asks for. */
  get needed(): number | undefined {
    return numberIn(this.values.needed);
  }

  /** The present version that `stale` tells of. */
  get version(): number | undefined {
    return numberIn(this.values.version);
  }

  get traceId(): string {
    return typeof this.values.trace_id === "string" ? this.values.trace_id : "";
  }

  /** A body of `application/problem+json`, or anything else that came with a status of 400 and more. */
  static of(status: number, body: Json): Refusal {
    const said: JsonObject = isObject(body) ? body : {};
    const errors = isList(said.errors) ? said.errors.map(fieldError) : [];
    const told = { title: text(said.title), detail: text(said.detail), errors, values: said, retryAfter: numberIn(said.retry_after) };
    return new Refusal(status, text(said.code) || "unexpected", told);
  }
}

export class Offline extends Error {
  constructor() {
    super("offline");
    this.name = "Offline";
  }
}

export class Slow extends Error {
  constructor() {
    super("slow");
    this.name = "Slow";
  }
}

/** Whether the answer never came: what was sent may be sent again with the same key. */
export function unanswered(error: unknown): error is Offline | Slow {
  return error instanceof Offline || error instanceof Slow;
}

function fieldError(given: Json): FieldError {
  const one: JsonObject = isObject(given) ? given : {};
  return { field: text(one.field), code: text(one.code), message: text(one.message) };
}

function text(given: Json | undefined): string {
  return typeof given === "string" ? given : "";
}

function numberIn(given: Json | undefined): number | undefined {
  return typeof given === "number" ? given : undefined;
}

/** Nobody is signed in, as far as the city knows: no time mends that, only the person. */
export function needsSignIn(error: unknown): boolean {
  return error instanceof Refusal && error.status === 401;
}
