/** What was said in the guide of a scene: kept on this phone with the drafts, judged here, told by the city as far as it was asked. */
import type { Answers, Check, Field, Scene } from "../../api/shapes";
import type { Json } from "../../api/json";
import { own } from "../../api/whose";
import { type Draft, draft, keepDraft } from "../../drafts";
import { canonical } from "../../rules";
import { judge, type Judgement, type Knowing, learnt } from "../../scenes";
import { isoToday } from "../../words/speak";

/** The step of the page that shows the answer; every other is the id of a question. */
export const ANSWER = "answer";
/** A file needs an application to belong to. */
const FILES = new Set(["photo", "file"]);
const told = new Map<string, { check: Check; answers: Answers }>(); // by `own(slug)`

export interface Guide {
  answers: Answers;
  /** The questions passed, answered or skipped, in order. */
  asked: string[];
}

export function guideOf(slug: string): Guide {
  const kept = draft(slug)?.answers ?? {};
  return { answers: Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== null)), asked: Object.keys(kept) };
}

/** A guide as it lies on the phone. `typing`: what stands in questions and is no answer yet. */
interface Lying extends Draft {
  typing?: Answers;
}

/** What stands in a question: what was typed last, else what was answered; null: nothing. */
export function standing(slug: string, question: string): Json {
  const was = draft(slug) as Lying | null;
  const { typing = {} } = was ?? {};
  return (question in typing ? typing[question] : was?.answers[question]) ?? null;
}

/** Kept at every change; an answer given before stands until this one is given. */
export function typed(scene: Pick<Scene, "slug" | "title">, question: string, value: Json): void {
  const was = draft(scene.slug) as Lying | null;
  keep(scene, { answers: was?.answers ?? {}, typing: { ...was?.typing, [question]: value }, at: question });
}

/** `null`: skipped, and what was typed stays. A question answered again is the last one asked. */
export function say(scene: Pick<Scene, "slug" | "title">, question: string, value: Json): void {
  const was = draft(scene.slug) as Lying | null;
  const { [question]: _before, ...others } = was?.answers ?? {};
  const { [question]: said, ...typing } = was?.typing ?? {};
  keep(scene, { answers: { ...others, [question]: value }, typing: value === null && said !== undefined ? { ...typing, [question]: said } : typing, at: question });
}

function keep({ slug, title }: Pick<Scene, "slug" | "title">, guide: Pick<Lying, "answers" | "typing" | "at">): void {
  const lying: Omit<Lying, "changed"> = { scene: slug, title, application: null, version: null, unsent: [], ...guide };
  keepDraft(slug, lying);
}

/** What the city said of these answers: it holds for what follows, too. */
export function hear(slug: string, answers: Answers, check: Check): void {
  told.set(own(slug), { check, answers });
}

/** For another person on the same phone. */
export function unhear(): void {
  told.clear();
}

/** The city's last word on this scene, whatever was answered since. */
export function lastHeard(slug: string): Check | null {
  return told.get(own(slug))?.check ?? null;
}

/** The same, but only if it was of these very answers. */
export function heardOf(slug: string, answers: Answers): Check | null {
  const last = told.get(own(slug));
  return last && canonical(last.answers) === canonical(answers) ? last.check : null;
}

export function knowing(scene: Scene): Knowing {
  const heard = told.get(own(scene.slug));
  return { today: isoToday(), ...(heard ? learnt(scene, heard.check, heard.answers) : {}) };
}

/** By this phone alone; the city has the last word. */
export function judged(scene: Scene, answers: Answers): Judgement {
  return judge(scene, answers, knowing(scene));
}

/** The question that decides first, or the answer when there is none left. */
export function nextStep(scene: Scene): string {
  const { answers, asked } = guideOf(scene.slug);
  return openQuestion(judged(scene, answers), asked) ?? ANSWER;
}

export function openQuestion({ outcome, questions }: { outcome: string; questions: readonly { id: string; kind: string }[] }, asked: readonly string[]): string | null {
  if (outcome === "no") return null;
  return questions.find(({ id, kind }) => !asked.includes(id) && !FILES.has(kind))?.id ?? null;
}

/** A question of the guide or the form, or the way to ask for a fact, in words that name the person. */
export function questionIn(scene: Scene, id: string): Field | null {
  const field = [...scene.ask, ...scene.form].find((one) => one.id === id) ?? scene.facts[id];
  if (field === undefined || FILES.has(field.kind)) return null;
  return { ...field, says: field.says.split("{who}").join(scene.parties.subject?.called?.self ?? "") };
}
