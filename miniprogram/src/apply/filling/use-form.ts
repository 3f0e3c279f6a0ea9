import { type Dispatch, type SetStateAction, useEffect, useState } from "react";

import { TurnedBack } from "../../account";
import type { Json as Sent } from "../../api/json";
import { Refusal, unanswered } from "../../api/refusals";
import type { Field, Scene, Sheet } from "../../api/shapes";
import { type Draft, draft as kept, keepDraft, typed } from "../../drafts";
import { type Change, type Errors, wrongWith } from "../../kinds/asked";
import type { Json } from "../../rules";
import { aroundOf, standing, type Standing } from "./form";
import { byPath } from "./lead";
import { type Opened, SentAlready } from "./opening";
import { save } from "./saving";

/** A sheet being filled in. Every change is on this phone before it is on the screen. */
export interface Form {
  id: string;
  scene: Scene;
  sheet: Sheet;
  draft: Draft;
  /** The questions that are there. */
  all: Standing[];
  errors: Errors;
  busy: boolean;
  /** The last try did not reach the server. */
  behind: boolean;
  stale: boolean;
  /** What else went wrong with the last try. */
  failed: unknown;
  say: Dispatch<SetStateAction<Errors>>;
  set: (field: Field, value: Json) => void;
  leave: (field: Field) => void;
  give: (target: string, change: Change) => void;
  /** Changes what this phone remembers of the sheet besides answers. */
  note: (change: Partial<Draft>) => void;
  /** To the server. Without a net one goes on all the same. Never raises. */
  send: () => Promise<Answered>;
}

/** `all`: the questions as they stand now, or null where one does not go on; `wrong`: why not, by path, as far as it is said of a field. */
export interface Answered {
  all: Standing[] | null;
  wrong: Errors;
}

export function useForm(opened: Opened): Form {
  const [now, setNow] = useState(opened);
  const [errors, say] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  useEffect(() => setNow(opened), [opened]);
  const { id, scene, sheet, draft } = now;
  const reread = (): void => setNow((was) => ({ ...was, draft: kept(id) ?? was.draft }));
  const noted = notes(id, reread);
  const send = async (): Promise<Answered> => {
    setBusy(true);
    setFailed(null);
    const came = await sent(id).finally(() => setBusy(false));
    if (came.errors) say(came.errors);
    setFailed(came.failed);
    setNow((was) => after(was, came));
    return { all: came.errors || came.failed ? null : standing(after(now, came)), wrong: came.errors ?? {} };
  };
  const set = (field: Field, value: Json): void => {
    typed(id, field.id, value as Sent);
    say((was) => without(was, field.id));
    reread();
  };
  const leave = (field: Field): void => say((was) => ({ ...without(was, field.id), ...wrongNow(field, id, scene, sheet) }));
  const give: Form["give"] = (target, change) => (say((was) => without(was, target)), noted.give(target, change));
  const all = standing(now);
  return { id, scene, sheet, draft, all, errors, busy, behind: now.behind, stale: now.stale, failed, say, set, leave, give, note: noted.note, send };
}

/** What this phone remembers besides answers. A paper that was given is not to follow any more. */
function notes(id: string, changed: () => void): Pick<Form, "note" | "give"> {
  const note = (change: Partial<Draft>): void => {
    const was = kept(id);
    if (was) keepDraft(id, { ...was, ...change });
    changed();
  };
  const give = (target: string, change: Change): void => {
    const was = kept(id);
    note({ given: { ...was?.given, [target]: change(was?.given?.[target] ?? []) }, promised: (was?.promised ?? []).filter((one) => one !== target) });
  };
  return { note, give };
}

interface Came {
  sheet?: Sheet;
  stale?: boolean;
  behind?: boolean;
  errors?: Errors;
  failed?: unknown;
}

function after(now: Opened, came: Came): Opened {
  return { ...now, draft: kept(now.id) ?? now.draft, sheet: came.sheet ?? now.sheet, behind: came.behind ?? false, stale: came.stale ?? false };
}

async function sent(id: string): Promise<Came> {
  try {
    return await save(id);
  } catch (error) {
    if (unanswered(error)) return { behind: true };
    if (error instanceof TurnedBack) return { errors: {} };
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "submitted_already") return { failed: new SentAlready(id) };
    return error.errors.length > 0 ? { errors: byPath(error.errors) } : { failed: error };
  }
}

function wrongNow(field: Field, id: string, scene: Scene, sheet: Sheet): Errors {
  const draft = kept(id);
  if (draft === null) return {};
  const all = standing({ scene, sheet, draft });
  const own = all.find((one) => one.field.id === field.id);
  return own && !own.known ? wrongWith(field, own.value, aroundOf(all)) : {};
}

/** Without what is wrong with a field or anything inside it. */
export function without(errors: Errors, field: string): Errors {
  return Object.fromEntries(Object.entries(errors).filter(([path]) => path !== field && !path.startsWith(`${field}[`) && !path.startsWith(`${field}.`)));
}
