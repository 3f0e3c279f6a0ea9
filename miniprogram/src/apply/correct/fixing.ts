/** What offices asked for after sending, thing by thing: where each is put right, and whether it is done. Pure. */
import type { Application, Case, Field, ItemMaterial, Owed, Scene, Sheet } from "../../api/shapes";
import type { Draft } from "../../drafts";
import { nameOf } from "../../kinds/asked";
import { t } from "../../words";
import { day } from "../../words/speak";
import { FILES, standing, type Standing } from "../filling/form";

/** One thing to put right. `one`: a question of the sheet; `paper`: what is to be brought; neither: only said. */
export interface Fix {
  /** A field's or a paper's id; "" for none in particular, or for what an office before this one asked for, too. */
  id: string;
  label: string;
  /** The office's own words. */
  says: string;
  done: boolean;
  one?: Standing;
  paper?: string;
}

/** One office's wishes, all at once. */
export interface Asked {
  key: string;
  office: string;
  about: string;
  phone: string;
  /** What it says of the whole, unless the things say it. */
  says: string;
  fixes: Fix[];
}

/** Everything that is there to put right. */
export interface Putting {
  asked: Asked[];
  /** Questions that only an answer given anew brought up. */
  opened: Fix[];
  /** Papers that were promised. */
  owed: Fix[];
  /** The last day, ISO text. */
  by: string | null;
}

export interface Known {
  view: Application;
  sheet: Sheet;
  scene: Scene;
  draft: Draft;
}

const PAPER = "materials.";
const UPLOAD = "upload";
/** A path into a group begins with the group's own id. */
const ROOT = /^[^[.]+/;

/** `brought`: fields the server wanted an answer to when it was handed back. */
export function putting(known: Known, brought: readonly string[] = []): Putting {
  const all = standing(withTyped(known));
  const seen = new Set<string>();
  const asked = known.view.cases.flatMap((one) => askedBy(one, known, all, seen));
  return {
    asked,
    opened: all.filter((one) => !seen.has(one.field.id) && (brought.includes(one.field.id) || isNew(one, known))).map((one) => fixOf(one, "", known)),
    owed: onceEach(known.view.cases.flatMap(({ owed }) => owed)).map((one) => owedFix(one, known)),
    by: known.view.cases.flatMap(({ correction }) => (correction?.by ? [correction.by] : [])).sort()[0] ?? null,
  };
}

function onceEach(owed: readonly Owed[]): Owed[] {
  return owed.filter(({ material }, at) => owed.findIndex((other) => other.material === material) === at);
}

/** What was typed lies on what was sent. */
export function withTyped({ sheet, scene, draft }: Known): { scene: Scene; sheet: Sheet; draft: Draft } {
  return { scene, sheet, draft: { ...draft, answers: { ...sheet.answers, ...draft.answers } } };
}

/** Nothing is there though it is needed now, or it was answered here, and nobody had asked. */
function isNew({ field, owed }: Standing, { sheet, draft }: Known): boolean {
  return (owed && !FILES.includes(field.kind)) || (draft.unsent.includes(field.id) && !(field.id in sheet.answers));
}

function askedBy({ id, correction, department_name, department_phone, item, item_name }: Case, known: Known, all: readonly Standing[], seen: Set<string>): Asked[] {
  if (correction === null) return [];
  const things = correction.items.map((one) => fixFor(one.id, one.says, known, all));
  const fixes = things.map((fix) => (seen.has(fix.id) ? { id: "", label: fix.label, says: fix.says, done: fix.done } : fix));
  things.forEach((fix) => seen.add(fix.id));
  const loose = things.every((fix) => !fix.id) ? papersFor(item, known).filter((fix) => !seen.has(fix.id)) : [];
  loose.forEach((fix) => seen.add(fix.id));
  const said = correction.items.map(({ says }) => says);
  const says = said.join(t("progress.also")) === correction.says ? "" : correction.says;
  return [{ key: id, office: department_name, about: item_name, phone: department_phone, says, fixes: [...fixes, ...loose] }];
}

function fixFor(given: string, says: string, known: Known, all: readonly Standing[]): Fix {
  const name = given.startsWith(PAPER) ? given.slice(PAPER.length) : (ROOT.exec(given)?.[0] ?? "");
  const one = all.find(({ field }) => field.id === name);
  if (one && !given.startsWith(PAPER)) return fixOf(one, says, known);
  const material = materials(known.scene).find((each) => each.id === name);
  if (material?.from.includes(UPLOAD)) return paperFix(material.id, material.label, says, known);
  return { id: "", label: "", says, done: true };
}

function fixOf(one: Standing, says: string, { draft }: Known): Fix {
  const { field } = one;
  const given = (draft.given?.[field.id] ?? []).length > 0;
  return { id: field.id, label: nameOf(field), says, done: FILES.includes(field.kind) ? given : draft.unsent.includes(field.id) && !one.owed, one };
}

function paperFix(id: string, label: string, says: string, { draft }: Known): Fix {
  return { id, label, says, done: (draft.given?.[id] ?? []).length > 0, paper: id };
}

function owedFix({ material, label, owed_on, state }: Owed, known: Known): Fix {
  const key = state === "overdue" ? "correct.owed_over" : "correct.owed_by";
  return paperFix(material, label, owed_on ? t(key, { date: day(owed_on) }) : t("correct.owed_later"), known);
}

/** Said of the whole sheet: whatever paper of this item can be given may be given anew, and none has to be. */
function papersFor(item: string, known: Known): Fix[] {
  const own = known.scene.items.filter((one) => one.item === item || one.slug === item).flatMap((one) => one.materials);
  return own.filter(({ from }) => from.includes(UPLOAD)).map(({ id, label }) => ({ ...paperFix(id, label, "", known), done: true }));
}

function materials({ items }: Scene): ItemMaterial[] {
  return items.flatMap((one) => one.materials);
}

/** All things that have a place of their own, in the order of the page. */
export function places({ asked, opened, owed }: Putting): Fix[] {
  return [...asked.flatMap(({ fixes }) => fixes), ...opened, ...owed].filter((fix) => fix.id !== "");
}

/** What is still to do before it can go back: every correction; where there is none, one of the owed papers. */
export function leftOver({ asked, opened, owed }: Putting): Fix[] {
  const fixes = [...asked.flatMap((one) => one.fixes), ...opened].filter((fix) => fix.id !== "");
  if (asked.length > 0 || fixes.length > 0) return fixes.filter((fix) => !fix.done);
  return owed.some((fix) => fix.done) ? [] : owed;
}

/** What goes to the office: answers given anew. Files are there already. */
export function answersOf({ draft, scene }: Known): Draft["answers"] {
  const files = new Set([...scene.ask, ...scene.form].filter((field: Field) => FILES.includes(field.kind)).map(({ id }) => id));
  return Object.fromEntries(draft.unsent.filter((id) => !files.has(id)).map((id) => [id, draft.answers[id] ?? null]));
}
