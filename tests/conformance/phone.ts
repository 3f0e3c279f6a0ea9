/** The phone's own evaluator, asked many things in one go: node phone.mjs questions.json answers.json. */
import { readFileSync, writeFileSync } from "node:fs";

import { compileRule, type Json, RuleError } from "../../miniprogram/src/rules";
import { type Answers, type Fact, judge, defects, type Scene, summary, unanswered, visible } from "../../miniprogram/src/scenes";

type Question = { readonly [name: string]: Json };

/** JSON knows no NaN and no infinity: they travel as {number: "NaN"}. */
function tellable(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return { number: String(value) };
  if (Array.isArray(value)) return value.map(tellable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, tellable(each)]));
}

function orRefused(work: () => unknown): unknown {
  try {
    return work();
  } catch (wrong) {
    if (wrong instanceof RuleError) return "refused";
    throw wrong;
  }
}

const ASKED: { readonly [name: string]: (question: Question) => unknown } = {
  rule({ rule = null, facts = null, unknown }) {
    const paths = new Set(unknown as string[]);
    const made = orRefused(() => compileRule(rule));
    if (made === "refused") return made;
    const ready = made as ReturnType<typeof compileRule>;
    return [orRefused(() => ready.evaluate(facts, paths)), orRefused(() => ready.decide(facts, paths)), ready.paths];
  },

  scene({ scene, answers, facts, today, is_subject }) {
    const [asked, said] = [scene as unknown as Scene, answers as Answers];
    const known = facts as unknown as { [path: string]: Fact };
    const knowing = { today: today as string, facts: known, isSubject: is_subject as boolean };
    const { filled: _, questions, ...judged } = judge(asked, said, knowing);
    return {
      ...judged,
      questions: questions.map((each) => each.id),
      visible: visible(asked, said, knowing),
      defects: defects(asked, said, knowing),
      unanswered: unanswered(asked, said, knowing),
      summary: summary(asked, said, knowing),
    };
  },
};

const [, , questions = "", answers = ""] = process.argv;
const asked = JSON.parse(readFileSync(questions, "utf-8")) as (Question & { readonly about: string })[];
writeFileSync(answers, JSON.stringify(asked.map((question) => tellable(ASKED[question.about]?.(question)))));
