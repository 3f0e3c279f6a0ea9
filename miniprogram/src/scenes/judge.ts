/** Judging a scene on the phone: a pure function of scene, answers and what is known. The server has the last word. */

import { type Around, isBlank, kindOf } from "../kinds";
import { type Json, own } from "../rules";
import { questions } from "./asking";
import { type Bound, bound } from "./bound";
import { type Answers, parsed } from "./ground";
import { settle, type Settled } from "./settle";
import type { Defect, Field, Judgement, Knowing, Line, Scene, Visibility } from "./shapes";
import { addressed, outcomeOf, weigh } from "./verdict";

export function judge(scene: Scene, answers: Answers, knowing: Knowing): Judgement {
  const ready = bound(scene);
  const settled = settle(ready, answers, knowing);
  const { reasons, missing } = weigh(ready, settled);
  const outcome = outcomeOf(reasons);
  const suppose = (more: Answers) => outcomeOf(weigh(ready, settle(ready, { ...answers, ...more }, knowing)).reasons);
  const asked = outcome === "no" ? [] : questions(ready, settled, missing, suppose);
  return {
    outcome,
    reasons,
    missing: outcome === "maybe" ? missing : [],
    questions: asked.map((each) => addressed(each, ready, settled)),
    visible: inFileOrder(ready, (name) => settled.visible.has(name)),
    todo: owed(ready, settled),
    values: settled.values,
    filled: settled.filled,
    contradicted: inFileOrder(ready, (name) => settled.contradicted.has(name)),
  };
}

/** Of each question of the guide and the form, in their order: whether it is there for this person. */
export function visible(scene: Scene, answers: Answers, knowing: Knowing): { [field: string]: Visibility } {
  const ready = bound(scene);
  const settled = settle(ready, answers, knowing);
  const found: { [field: string]: Visibility } = {};
  ready.fields.forEach((_, name) => {
    found[name] = settled.visible.has(name) ? "visible" : settled.waitsFor.has(name) ? "maybe" : "hidden";
  });
  return found;
}

/** What is wrong with what was said so far, as the server would say it. What is not said yet is not wrong. */
export function defects(scene: Scene, answers: Answers, knowing: Knowing): Defect[] {
  return settle(bound(scene), answers, knowing).defects;
}

/** What is wrong with one answer while it is being given: nothing when it can be kept, or when nothing is there. */
export function defectsOf(field: Field, raw: Json, around?: Around): readonly Defect[] {
  return isBlank(raw) ? [] : parsed(field, raw, around).defects;
}

/** What stands between these answers and their sending: every question without an answer, and what is not known. */
export function unanswered(scene: Scene, answers: Answers, knowing: Knowing): Defect[] {
  const ready = bound(scene);
  const settled = settle(ready, answers, knowing);
  const { reasons, missing } = weigh(ready, settled);
  const lacking = outcomeOf(reasons) === "maybe" ? missing : [];
  const names = Array.from(new Set([...owed(ready, settled), ...lacking]));
  return ([] as Defect[]).concat(...names.map((name) => needed(ready, settled, name)));
}

/** Of a group, each question inside that is owed; else the question itself. */
function needed(scene: Bound, settled: Settled, name: string): Defect[] {
  const field = scene.fields.get(name) ?? scene.asks.get(name);
  const inside = settled.owed.get(name);
  return inside ? Array.from(inside) : [{ field: name, code: "answer_needed", values: { label: nameOf(field, name) } }];
}

/** Everything as people read it, line by line. A file has no words: `value` is empty, its pictures are shown. */
export function summary(scene: Scene, answers: Answers, knowing: Knowing): Line[] {
  const ready = bound(scene);
  const settled = settle(ready, answers, knowing);
  const fields = Array.from(ready.fields.values()).filter((field) => settled.visible.has(field.id));
  return fields.map((field) => ({
    id: field.id,
    kind: field.kind,
    label: nameOf(field, field.id),
    value: shown(field, own<Json>(settled.values, field.id) ?? null),
    filled: own(settled.filled, field.id) ?? null,
  }));
}

/** A kept answer as a person reads it. */
export function shown(field: Field, value: Json): string {
  return isBlank(value) ? "" : kindOf(field.kind).show(value, field);
}

function nameOf(field: Field | undefined, otherwise: string): string {
  return field ? field.label || field.says : otherwise;
}

function owed(scene: Bound, settled: Settled): string[] {
  return inFileOrder(scene, (name) => settled.owed.has(name) || (settled.open.has(name) && !scene.fields.get(name)?.optional));
}

function inFileOrder(scene: Bound, holds: (name: string) => boolean): string[] {
  return Array.from(scene.fields.keys()).filter(holds);
}
