import { expect, it } from "vitest";

import type { ApplicationBrief } from "../../api/shapes";
import type { Draft } from "../../drafts";
import { applicationLine, continuing } from "./waiting";

const one = (more: Partial<ApplicationBrief>): ApplicationBrief => ({
  id: "a", scene: "senior-card", title: "我要办老年证", state: "in_progress", query_code: null, due_on: "2999-12-03", act_by: null,
  submitted_at: null, updated_at: "", role: "applicant", actions: [], confirm_by: null, ...more,
});
const draft = (more: Partial<Draft>): { key: string; draft: Draft } => ({
  key: "k", draft: { scene: "newborn", title: "孩子出生了", application: null, version: null, answers: { born_in: "here" }, unsent: [], at: "born_in", changed: 0, ...more },
});

it("puts what waits for the person first, then drafts, then what runs by itself, guides last", () => {
  const list = [
    one({ id: "runs" }),
    one({ id: "draft", state: "draft", actions: ["answer"] }),
    one({ id: "pay", state: "to_pay", actions: ["pay"] }),
    one({ id: "fix", state: "needs_you", actions: ["correct"] }),
    one({ id: "agree", actions: ["confirm"] }),
  ];
  expect(continuing(list, [draft({})]).map(({ key }) => key)).toEqual(["agree", "fix", "pay", "draft", "runs", "guide:newborn"]);
});

it("leaves out what is over, and a guide whose application is begun", () => {
  const list = [one({ state: "done" }), one({ id: "b", scene: "newborn", state: "draft" })];
  expect(continuing(list, [draft({})]).map(({ key }) => key)).toEqual(["b"]);
});

it("shows the sheets of this phone while the city was never heard", () => {
  const kept = [draft({ application: "app1" })];
  expect(continuing(null, kept).map(({ key, page }) => [key, page])).toEqual([["app1", "apply/sheet"]]);
  expect(continuing([], kept)).toEqual([]);
});

it("says the day of the answer where nothing is owed, and the day to hand back where something is", () => {
  expect(applicationLine(one({})).says).toBe("正在办，最晚 2999年12月3日 星期二");
  const owing = (act_by: string | null) => applicationLine(one({ state: "needs_you", actions: ["correct"], act_by })).says;
  expect(owing(null)).toBe("要您改一改、补一补");
  expect(owing("2999-11-27")).toBe("要您改一改、补一补，最晚 2999年11月27日 星期三");
  expect(owing("2020-11-27")).toBe("要您改一改、补一补，2020年11月27日 星期五已经过了，请尽快");
});

it("waits for somebody else without marking it", () => {
  const line = applicationLine(one({ state: "needs_you", actions: [] }));
  expect([line.tone, line.says]).toEqual(["", "等申请人那边"]);
});
