import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import type { Json, JsonObject } from "../rules";
import { type FieldSpec, isBlank, KindError, kindOf, kinds } from ".";

interface Fixture {
  readonly says: string;
  readonly raw: Json;
  readonly kind?: string;
  readonly field?: FieldSpec;
  readonly kept?: Json;
  readonly shown?: string;
  readonly code?: string;
  readonly values?: JsonObject;
  readonly inside?: readonly (readonly [string, string])[];
  readonly blank?: boolean;
}

const HERE = import.meta.dirname;
const HOUSE = join(HERE, "../../..");
const FIXTURES = JSON.parse(readFileSync(join(HOUSE, "tests/conformance/kinds.json"), "utf-8")) as Fixture[];

function read(fixture: Fixture): unknown {
  try {
    return { kept: kindOf(fixture.kind ?? "").parse(fixture.raw, fixture.field ?? {}) };
  } catch (wrong) {
    if (!(wrong instanceof KindError)) throw wrong;
    return { code: wrong.code, values: wrong.values };
  }
}

/** Where it is wrong, inside a group. */
function placesOf(fixture: Fixture): unknown {
  try {
    return kindOf(fixture.kind ?? "").parse(fixture.raw, fixture.field ?? {});
  } catch (wrong) {
    return wrong instanceof KindError ? wrong.inside?.map(({ at, code }) => [at, code]) : wrong;
  }
}

describe("what people type is read as the office reads it", () => {
  for (const fixture of FIXTURES.filter((each) => each.kind)) {
    it(`${fixture.kind}: ${fixture.says}`, () => {
      const { kept, code, values = {}, inside, shown, kind = "", field = {} } = fixture;
      expect(read(fixture)).toEqual(code ? { code, values } : { kept });
      if (shown !== undefined) expect(kindOf(kind).show(kept as Json, field)).toBe(shown);
      if (code) expect(words("zh-CN")).toContain(code);
      if (inside) expect(placesOf(fixture)).toEqual(inside);
    });
  }
});

describe("what counts as nothing", () => {
  for (const fixture of FIXTURES.filter((each) => each.blank !== undefined)) {
    it(fixture.says, () => expect(isBlank(fixture.raw)).toBe(fixture.blank));
  }
});

describe("the table of kinds", () => {
  it("names every folder beside it", () => {
    const folders = readdirSync(HERE).filter((name) => statSync(join(HERE, name)).isDirectory());
    expect(folders.sort()).toEqual(Object.keys(kinds()).sort());
  });

  it("names every kind of the office", () => {
    const files = readdirSync(join(HOUSE, "core/kinds")).filter((name) => /^[a-z]\w*\.py$/.test(name));
    expect(Object.keys(kinds())).toEqual(expect.arrayContaining(files.map((name) => name.replace(".py", ""))));
  });

  it("lets a kind of tomorrow through: the server has the last word", () => {
    expect(kindOf("hologram").parse({ any: 1 }, {})).toEqual({ any: 1 });
    expect(kindOf("constructor").show("x", {})).toBe("");
  });
});

/** The codes the office has words for. */
function words(language: string): string[] {
  const file = readFileSync(join(HOUSE, `api/words/${language}.yaml`), "utf-8");
  return Array.from(file.slice(file.indexOf("\ndefects:")).matchAll(/^ {2}(\w+):/gm), (found) => found[1] ?? "");
}
