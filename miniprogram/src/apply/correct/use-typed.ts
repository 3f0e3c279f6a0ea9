import { useState } from "react";

import type { Json as Kept } from "../../api/json";
import type { Application, Field } from "../../api/shapes";
import type { Draft } from "../../drafts";
import type { Change } from "../../kinds/asked";
import type { Json } from "../../rules";
import { keepTyped, typedFor } from "./opening";

export interface Typed {
  draft: Draft;
  set: (field: Field, value: Json) => void;
  give: (target: string, change: Change) => void;
}

/** What is typed and given here: on the phone before it is on the screen. */
export function useTyped({ id, title }: Pick<Application, "id" | "title">): Typed {
  const [draft, setDraft] = useState<Draft>(() => typedFor(id, title));
  const keep = (change: (was: Draft) => Draft): void => {
    const next = change(typedFor(id, title)); // several files arrive one after another
    keepTyped(id, next);
    setDraft(next);
  };
  const set: Typed["set"] = (field, value) =>
    keep((was) => ({ ...was, answers: { ...was.answers, [field.id]: value as Kept }, unsent: Array.from(new Set([...was.unsent, field.id])) }));
  const give: Typed["give"] = (target, change) => keep((was) => ({ ...was, given: { ...was.given, [target]: change(was.given?.[target] ?? []) } }));
  return { draft, set, give };
}
