/** What the answer page says beside yes, no or maybe, and the one thing to do next. */
import type { Alternative, Me, Scene, SceneBrief, Verdict } from "../../api/shapes";
import { t } from "../../words";
import { day, isoToday } from "../../words/speak";

const BIRTHDAY = "subject.birthday_";

/** What stands between this person and the records that would decide. */
export type Way = "sign_in" | "verify" | "unknown";
export type Step = "begin" | "other" | "next" | "verify";

export function wayOf(scene: Pick<Scene, "assurance">, me: Me | null): Way {
  if (me === null) return "sign_in";
  return me.assurance < scene.assurance ? "verify" : "unknown";
}

/** `open`: a question is left that would help. */
export function stepOf(outcome: Verdict, open: boolean, way: Way): Step {
  if (outcome === "no") return "other";
  if (outcome === "maybe" && open) return "next";
  return outcome === "maybe" && way !== "unknown" ? "verify" : "begin";
}

export function stepSays(step: Step, way: Way): string {
  if (step === "verify") return t(way === "sign_in" ? "answer.sign_in" : "answer.verify");
  return t(step === "begin" ? "answer.begin" : step === "next" ? "answer.next" : "answer.other");
}

export function stepNote(step: Step): string {
  return step === "begin" || step === "verify" ? t("answer.free_note") : "";
}

export function moreOf(outcome: Verdict, open: boolean, way: Way): string {
  if (outcome !== "maybe") return t(`answer.${outcome}`);
  return open ? t("answer.maybe_questions", { count: 1 }) : t(`answer.maybe_${way}`);
}

/** What else would help: another scene, or words. */
export interface Other {
  key: string;
  scene: SceneBrief | null;
  says: string;
  /** It is a matter of time: a reminder can be asked for (`ready`), or once we know who this is (`unknown`). */
  remind: "ready" | "unknown" | null;
}

export function othersOf(scene: Scene, alternatives: readonly Alternative[], scenes: readonly SceneBrief[], way: Way): Other[] {
  return alternatives.flatMap((one) => {
    const brief = scenes.find(({ slug }) => slug === one.scene);
    const other: Other[] = brief ? [{ key: `${one.because}:scene`, scene: brief, says: "", remind: null }] : [];
    return [...other, ...wordsOf(scene, one, way)];
  });
}

function wordsOf(scene: Scene, { because, says = "", remind }: Alternative, way: Way): Other[] {
  const on = scene.eligible.find(({ id }) => id === because)?.else?.remind?.on;
  if (on) return [{ key: because, scene: null, says: reminded(on, remind, way), remind: remind ? "ready" : "unknown" }];
  return says ? [{ key: because, scene: null, says, remind: null }] : [];
}

/** The day it becomes possible and the day we could tell, when they are known; nothing is promised to a stranger. */
function reminded(path: string, remind: Alternative["remind"], way: Way): string {
  if (!remind) return t(way === "sign_in" ? "answer.remind_sign_in" : "answer.remind_verify");
  const says = path.startsWith(BIRTHDAY)
    ? t("answer.birthday_on", { age: path.slice(BIRTHDAY.length), date: day(remind.on) })
    : t("answer.possible_on", { date: day(remind.on) });
  return remind.tell_on > isoToday() ? says + t("answer.remind_on", { date: day(remind.tell_on) }) : says;
}
