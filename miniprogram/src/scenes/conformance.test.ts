import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import type { Scene as Answered } from "../api/shapes";
import type { Json } from "../rules";
import { type Answers, type Defect, defects, type Fact, judge, type Knowing, learnt, type Line, type Outcome, type Reason, type Scene, summary, unanswered, visible } from ".";

interface Told {
  readonly outcome: Outcome;
  readonly reasons: Reason[];
  readonly missing: string[];
  readonly questions: string[];
  readonly visible: { [field: string]: string };
  readonly todo: string[];
  readonly values: { [field: string]: Json };
  readonly contradicted: string[];
  readonly defects: Defect[];
  readonly unanswered: Defect[];
  readonly summary: Line[];
}
interface Case {
  readonly says: string;
  readonly today: string;
  readonly is_subject: boolean;
  readonly facts: { [path: string]: Fact };
  readonly answers: Answers;
  readonly told: Told;
}

const FOLDER = join(import.meta.dirname, "../../../tests/conformance/scenes");
const FILES = readdirSync(FOLDER).map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf-8")) as { scene: Scene & { slug: string }; cases: Case[] });

function tell(scene: Scene, answers: Answers, knowing: Knowing): Told {
  const judged = judge(scene, answers, knowing);
  return {
    outcome: judged.outcome,
    reasons: [...judged.reasons],
    missing: [...judged.missing],
    questions: judged.questions.map((each) => each.id),
    visible: visible(scene, answers, knowing),
    todo: [...judged.todo],
    values: judged.values,
    contradicted: [...judged.contradicted],
    defects: defects(scene, answers, knowing),
    unanswered: unanswered(scene, answers, knowing),
    summary: summary(scene, answers, knowing),
  };
}

/** As it would come over the wire. */
function plain(told: Told): unknown {
  return JSON.parse(JSON.stringify(told));
}

describe.each(FILES)("$scene.slug", ({ scene, cases }) => {
  it.each(cases)("$says", ({ answers, told, ...known }) => {
    const knowing = { today: known.today, facts: known.facts, isSubject: known.is_subject };
    expect(plain(tell(scene, answers, knowing))).toEqual(told);
  });

  it("goes on from what the server said of a person, without the facts themselves", () => {
    for (const { says, answers, told, ...known } of cases) {
      const filled = Object.fromEntries(told.summary.filter((line) => line.filled).map((line) => [line.id, line.filled as Fact]));
      const knowing = { today: known.today, isSubject: known.is_subject, ...learnt(scene, { reasons: told.reasons, filled }, answers) };
      const here = tell(scene, answers, knowing);
      expect({ says, outcome: here.outcome, values: here.values, visible: here.visible }).toEqual({
        says, outcome: told.outcome, values: told.values, visible: told.visible,
      });
    }
  });

  it("never says for certain what the server says otherwise, however little the phone knows", () => {
    for (const { says, answers, told, ...known } of cases) {
      const here = judge(scene, answers, { today: known.today, isSubject: known.is_subject });
      const sure = here.reasons.filter((reason) => reason.outcome !== "maybe" && !declares(scene, answers) && !contradicts(answers, told));
      const there = new Map(told.reasons.map((reason) => [reason.id, reason.outcome]));
      for (const reason of sure) expect([says, reason.id, there.get(reason.id)]).toEqual([says, reason.id, reason.outcome]);
    }
  });
});

/** What is declared holds only until somebody who knows has told. */
function declares(scene: Scene, answers: Answers): boolean {
  return Object.keys(scene.facts ?? {}).some((path) => path in answers);
}

/** So does an answer the register has as well. */
function contradicts(answers: Answers, told: Told): boolean {
  return told.contradicted.length > 0 || told.summary.some((line) => line.filled && line.id in answers);
}

it("judges what GET /scenes/{slug} answers", () => {
  const fits: Answered extends Scene ? true : false = true;
  expect(fits).toBe(true);
});

it("tells nothing by a rule of tomorrow, and does not break on it", () => {
  const field = { id: "a", kind: "hologram", says: "?", label: "", when: { telepathy: [1] } };
  const scene: Scene = { ask: [field], eligible: [{ id: "e", rule: { telepathy: [] }, says: "." }], items: [] };
  const knowing = { today: "2026-11-21" };
  expect(judge(scene, { a: { any: 1 } }, knowing)).toMatchObject({ outcome: "maybe", missing: [], questions: [] });
  expect(visible(scene, {}, knowing)).toEqual({ a: "maybe" });
});
