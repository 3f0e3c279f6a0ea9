import { useRef, useState } from "react";

import type { FieldError } from "../../api/refusals";
import type { Field } from "../../api/shapes";
import { type Change, type Errors, wrongWith } from "../../kinds/asked";
import type { Json } from "../../rules";
import { t } from "../../words";
import { aroundOf, FILES, standing } from "../filling/form";
import { byPath, leadToTop, questionAt } from "../filling/lead";
import { without } from "../filling/use-form";
import { toProgress } from "../progress/to-progress";
import { answersOf, type Known, leftOver, type Putting, putting, withTyped } from "./fixing";
import { forgetTyped, open, type Opened } from "./opening";
import { handBack, type Sent } from "./sending";
import { useTyped } from "./use-typed";

export interface Fixing {
  known: Known;
  putting: Putting;
  errors: Errors;
  busy: boolean;
  /** What happened to the last try, when it did not arrive. */
  said: "" | "kept" | "stale";
  failed: unknown;
  set: (field: Field, value: Json) => void;
  leave: (field: Field) => void;
  give: (target: string, change: Change) => void;
  send: () => void;
}

/** Everything that is to be put right, as it is being put right. */
export function useFixing(first: Opened): Fixing {
  const [opened, setOpened] = useState(first);
  const typed = useTyped(opened.view);
  const [errors, setErrors] = useState<Errors>({});
  const [brought, setBrought] = useState<string[]>([]);
  const known: Known = { ...opened, draft: typed.draft };
  const there = putting(known, brought);
  const refuse = (list: readonly FieldError[]): void => {
    const bare = list.map((one) => ({ ...one, field: one.field.replace(/^materials\./, "") }));
    setErrors(byPath(bare));
    setBrought((was) => [...was, ...bare.map(({ field }) => questionAt(field))]);
    leadToTop();
  };
  const { send, ...told } = useSending(known, { renew: setOpened, refuse });
  const press = (): void => {
    const wrong = wrongIn(known, there);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) leadToTop();
    else void send();
  };
  const set: Fixing["set"] = (field, value) => (typed.set(field, value), setErrors((was) => without(was, field.id)));
  const give: Fixing["give"] = (target, change) => (typed.give(target, change), setErrors((was) => without(was, target)));
  const leave = (field: Field): void => setErrors((was) => ({ ...without(was, field.id), ...wrongNow(known, [field.id]) }));
  return { known, putting: there, errors, ...told, set, give, leave, send: press };
}

interface Told {
  busy: boolean;
  said: Fixing["said"];
  failed: unknown;
}

/** One sending at a time. After a change elsewhere what is there is fetched anew; what was typed lies on it. */
function useSending(known: Known, on: { renew: (opened: Opened) => void; refuse: (list: readonly FieldError[]) => void }): Told & { send: () => Promise<void> } {
  const [told, setTold] = useState<Told>({ busy: false, said: "", failed: null });
  const busy = useRef(false);
  const { id, title, version } = known.view;
  const after = async (came: Sent): Promise<void> => {
    if (came.how === "wrong") on.refuse(came.errors);
    if (came.how === "stale") on.renew(await open(id));
    if (came.how !== "arrived") return;
    forgetTyped(id);
    await toProgress(id);
  };
  const send = async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setTold({ busy: true, said: "", failed: null });
    const came = await handBack(id, title, version, answersOf(known));
    const failed = await after(came).then(() => (came.how === "failed" ? came.error : null), (error: unknown) => error);
    setTold({ busy: false, said: came.how === "kept" || came.how === "stale" ? came.how : "", failed });
    busy.current = false;
  };
  return { ...told, send };
}

/** What is not done, and what cannot be read, by path. */
function wrongIn(known: Known, there: Putting): Errors {
  const undone = Object.fromEntries(leftOver(there).map(({ id, label }) => [id, t("wrong.undone", { label })]));
  return { ...undone, ...wrongNow(known, known.draft.unsent) };
}

function wrongNow(known: Known, fields: readonly string[]): Errors {
  const all = standing(withTyped(known));
  const changed = all.filter(({ field }) => fields.includes(field.id) && known.draft.unsent.includes(field.id) && !FILES.includes(field.kind));
  return Object.assign({}, ...changed.map(({ field, value }) => wrongWith(field, value, aroundOf(all)))) as Errors;
}
