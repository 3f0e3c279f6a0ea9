import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { compileRule, type Json, type JsonObject, RuleError } from ".";
import { ABSENCE } from "./absence";

interface Fixture {
  readonly says: string;
  readonly rule: Json;
  readonly facts: Json;
  readonly unknown?: string[];
  readonly known?: Json;
  readonly maybe?: string[];
  readonly saw?: JsonObject;
  readonly holds?: boolean;
}
interface Public {
  readonly rule: Json;
  readonly data?: Json;
  readonly result: Json;
}

const HOUSE = join(import.meta.dirname, "../../..");
const FIXTURES = JSON.parse(readFileSync(join(HOUSE, "tests/conformance/rules.json"), "utf-8")) as Fixture[];
const CASES = process.env["JSON_LOGIC_CASES"] ?? "";

describe("the rule answers as the office's does", () => {
  for (const fixture of FIXTURES) {
    it(fixture.says, () => {
      const rule = compileRule(fixture.rule);
      const unknown = new Set(fixture.unknown ?? []);
      const answer = rule.evaluate(fixture.facts, unknown);
      if (fixture.maybe) expect(answer).toMatchObject({ known: false, missing: fixture.maybe });
      else expect(answer).toMatchObject({ known: true, value: fixture.known });
      if (fixture.saw) expect(answer.saw).toEqual(fixture.saw);
      if (fixture.holds !== undefined) {
        expect(rule.decide(fixture.facts, unknown)).toMatchObject({ known: true, value: fixture.holds });
      }
    });
  }
});

describe("the limits", () => {
  const nested = (depth: number): Json => (depth === 0 ? 1 : { "!": nested(depth - 1) });
  const many = Array.from({ length: 2000 }, (_, at) => at);

  it.each([["a word nobody knows", { sort: [1] }], ["what every object has", { constructor: [1] }], ["two at once", { "==": [1, 1], "!": [1] }],
    ["a computed path", { var: { cat: ["a", "b"] } }], ["no path", { var: "" }], ["what is missing", { missing: ["a"] }], ["a sum of nothing in particular", { reduce: [[1, 2]] }],
  ])("refuse %s", (_, rule) => expect(() => compileRule(rule as Json)).toThrow(RuleError));

  it("let forty deep through, and no deeper", () => {
    expect(compileRule(nested(40)).evaluate({})).toMatchObject({ known: true, value: true });
    expect(() => compileRule(nested(41))).toThrow(RuleError);
  });

  it("stop a rule that runs too long or makes too much", () => {
    const long = compileRule({ map: [{ var: "many" }, { map: [{ var: "" }, { "+": [{ var: "" }, 1] }] }] });
    expect(() => long.evaluate({ many: many.map(() => many) })).toThrow(RuleError);
    const twice = compileRule({ cat: [{ var: "text" }, { var: "text" }] });
    expect(twice.evaluate({ text: "𠮷".repeat(10_000) })).toMatchObject({ known: true });
    expect(() => twice.evaluate({ text: "𠮷".repeat(10_001) })).toThrow(RuleError);
    expect(() => compileRule({ merge: [{ var: "list" }, [1]] }).evaluate({ list: Array(20_000).fill(0) })).toThrow(RuleError);
  });

  it("never see what every object has", () => {
    const found = compileRule({ var: "subject.constructor" }).evaluate({ subject: {} });
    expect(found).toMatchObject({ known: true, value: null });
    expect(compileRule({ var: "__proto__" }).evaluate({}).saw).toHaveProperty(["__proto__"], null);
  });
});

describe.runIf(CASES && existsSync(CASES))("the whole language", () => {
  it("agrees with every public case", () => {
    const cases = (JSON.parse(readFileSync(CASES, "utf-8")) as (Public | string)[]).filter((each) => typeof each !== "string");
    const wrong = (cases as Public[]).filter(({ rule, data, result }) => {
      const answer = compileRule(rule, { whole: ABSENCE }).evaluate(data ?? null);
      return !answer.known || JSON.stringify(answer.value) !== JSON.stringify(result);
    });
    expect(cases.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });
});
