import { describe, expect, it } from "vitest";

import { group, owedIn, placesOf } from "./reading";
import { KindError, type Kind } from "..";
import type { FieldSpec, Inner } from "../kind";

const ask = (id: string, kind: string, more: Partial<Inner> = {}): Inner => ({ id, kind, says: "", label: id, ...more });
const PETS: Inner = ask("pets", "group", { fields: [ask("name", "text"), ask("tame", "statement", { when: { "==": [{ var: "each.name" }, "虎"] } })] });
const CHILDREN = {
  min: 1,
  max: 2,
  fields: [
    ask("school", "text", { when: { ">=": [{ var: "each.age" }, 6] } }), // hangs on what stands below it
    ask("name", "text", { max: 4 }),
    ask("age", "number", { unit: "岁" }),
    ask("abroad", "text", { when: { "==": [{ var: "household" }, "away"] }, optional: true }),
    PETS,
  ],
};
const AROUND = { data: { household: "here" }, unknown: new Set<string>() };

function wrong(of: Kind, raw: Parameters<Kind["parse"]>[0], field: FieldSpec = CHILDREN): KindError {
  try {
    of.parse(raw, field, AROUND);
  } catch (refused) {
    if (refused instanceof KindError) return refused;
  }
  throw new Error("it was taken");
}

describe("a group", () => {
  it("keeps what is there for each entry, and drops what is hidden", () => {
    const raw = [{ name: " 小满 ", age: "７", school: "一小", abroad: "x" }, { name: "小雪", age: "3", school: "none" }, { name: "", age: " " }];
    const kept = [{ school: "一小", name: "小满", age: 7 }, { name: "小雪", age: 3 }];
    expect(group.parse(raw, CHILDREN, AROUND)).toEqual(kept);
    expect(group.show(kept, CHILDREN)).toBe("school：一小，name：小满，age：7 岁；name：小雪，age：3 岁");
  });

  it("tells all that is wrong inside, each at its place", () => {
    const refused = wrong(group, [{ name: "长".repeat(5), age: "x" }, { pets: [{}, { name: "虎", tame: "perhaps" }] }]);
    expect(refused.inside?.map(({ at, code }) => [at, code])).toEqual([
      ["[0].name", "text_too_long"], ["[0].age", "not_a_number"], ["[1].pets[1].tame", "not_a_statement"],
    ]);
  });

  it("counts entries that say something", () => {
    expect(wrong(group, [{}]).code).toBe("too_few_entries");
    expect(wrong(group, [{ age: 1 }, { age: 2 }, { age: 3 }])).toMatchObject({ code: "too_many_entries", values: { max: 2 } });
    const both = wrong(group, [{ name: "长".repeat(5) }], { ...CHILDREN, min: 2 });
    expect(both.inside?.map(({ at, code }) => [at, code])).toEqual([["", "too_few_entries"], ["[0].name", "text_too_long"]]);
    for (const raw of ["x", 1, ["x"], { name: "x" }, [null]]) expect(wrong(group, raw).code).toBe("not_a_group");
  });

  it("knows which questions an entry has, also while it is not known yet", () => {
    const there = (entry: object) => placesOf(CHILDREN, entry as never, AROUND).map((place) => place.there);
    expect(there({})).toEqual(["maybe", "visible", "visible", "hidden", "visible"]);
    expect(there({ age: "5" })).toEqual(["hidden", "visible", "visible", "hidden", "visible"]);
    const unknown = { data: {}, unknown: new Set(["household"]) };
    expect(placesOf(CHILDREN, { age: 6 }, unknown).map((place) => place.there)).toEqual(["visible", "visible", "visible", "maybe", "visible"]);
  });

  it("says what is owed inside, two deep", () => {
    const owed = owedIn(CHILDREN, [{ name: "小满", age: 7, pets: [{ name: "虎" }] }], AROUND);
    expect(owed.map(({ at }) => at)).toEqual(["[0].school", "[0].pets[0].tame"]);
    const typed = owedIn(CHILDREN, [{ name: " " }, { age: 3, pets: [{}, { name: "虎" }] }], AROUND);
    expect(typed.map(({ at }) => at)).toEqual(["[1].name", "[1].pets[1].tame"]);
  });

  it("counts places among all entries, blank ones too, and takes nothing nobody asked", () => {
    const refused = wrong(group, [{ name: "" }, { pets: [{}] }, { name: "小满", age: "x", hat: "red" }]);
    expect(refused.inside?.map(({ at, code }) => [at, code])).toEqual([["[2].age", "not_a_number"], ["[2].hat", "unknown_field"]]);
  });
});
