/** Handing back, once: the same answers go with the same key however often they are sent. */
import { carryOn } from "../../account";
import { correct } from "../../api/calls";
import { unsay } from "../../api/news";
import { type FieldError, Refusal } from "../../api/refusals";
import type { Answers } from "../../api/shapes";
import { t } from "../../words";
import { address } from "../../ways";
import { once } from "../filling/once";

export type Sent =
  | { how: "arrived" }
  /** No net: it goes by itself as soon as there is one. */
  | { how: "kept" }
  /** The application has changed since: it is looked at anew, and what was typed stays. */
  | { how: "stale" }
  | { how: "wrong"; errors: FieldError[] }
  | { how: "failed"; error: unknown };

/** `version` of the application, `answers` given anew by field. Never raises: what became of it is told. */
export async function handBack(id: string, title: string, version: number, answers: Answers): Promise<Sent> {
  const back = address("apply/correct", { id });
  const kept = { about: t("correct.about", { title }), leads: address("apply/progress", { id }), back };
  unsay(back);
  try {
    const came = await once(["correct", id, version, answers], (key) => carryOn(() => correct(id, version, answers, { ...kept, key })));
    return { how: came === null ? "kept" : "arrived" };
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Sent {
  if (!(error instanceof Refusal)) return { how: "failed", error };
  if (error.code === "stale") return { how: "stale" };
  if (error.code === "nothing_to_correct") return { how: "arrived" }; // it was, before
  return error.errors.length > 0 ? { how: "wrong", errors: error.errors } : { how: "failed", error };
}
