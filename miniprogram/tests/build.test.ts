/** What the build takes away and puts in, and what the look at a package finds. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, describe, expect, it } from "vitest";

import { lean, UNASKED } from "../config/lean";
import { writeTheme } from "../config/tokens";
import { furtherWords } from "../config/words";

const ROOT = path.resolve(__dirname, "..");
const sources = import.meta.glob<string>(["../src/**/*.tsx", "!../src/**/*.test.tsx"], { eager: true, query: "?raw", import: "default" });
let folder = "";
afterEach(() => folder && rmSync(folder, { recursive: true }));

function made(files: Record<string, string>): string {
  folder = mkdtempSync(path.join(tmpdir(), "zb-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

describe("the templates", () => {
  it("are freed of what nobody asks for, and of nothing else", () => {
    const tag = `<view hover-class="{{i.p1||'none'}}" hover-start-time="{{xs.b(i.p13,50)}}" bindtouchstart="eh" aria-label="{{i.p7}}" bindtap="eh" id="{{i.uid}}">`;
    expect(lean(tag)).toBe(`<view hover-class="{{i.p1||'none'}}" aria-label="{{i.p7}}" bindtap="eh" id="{{i.uid}}">`);
  });

  it("still have all that our pages ask for", () => {
    const camel = (name: string): string => name.replace(/^bind/, "on-").replace(/-(\w)/g, (_, sign: string) => sign.toUpperCase());
    const asked = UNASKED.map((name) => new RegExp(`\\s${camel(name)}=\\{`, "i"));
    expect(Object.entries(sources).filter(([, text]) => asked.some((one) => one.test(text))).map(([file]) => file)).toEqual([]);
  });

  it("know every tag that a page draws, so that each is heard", () => {
    const config = readFileSync(path.join(ROOT, "config/index.ts"), "utf8");
    const spoken = [...(/const SPOKEN = \[(.*?)\]/s.exec(config)?.[1] ?? "").matchAll(/"(\w+)"/g)].map((match) => match[1]);
    const drawn = Object.values(sources).flatMap((text) => [...text.matchAll(/import \{([^}]*)\} from "@tarojs\/components"/g)].flatMap((match) => (match[1] ?? "").split(",")));
    const tags = drawn.map((one) => one.trim().split(" as ")[0]).filter((one) => one && !one.startsWith("type "));
    expect([...new Set(tags)].filter((tag) => !spoken.includes(tag))).toEqual([]);
  });
});

describe("a city's own", () => {
  it("bar is light by day and dark by night", async () => {
    const where = made({ "look.json": JSON.stringify({ colours: { light: { paper: "#FFF", ground: "#EEE" }, dark: { paper: "#111", ground: "#000" } } }) });
    await writeTheme(path.join(where, "look.json"), path.join(where, "theme.json"));
    expect(JSON.parse(readFileSync(path.join(where, "theme.json"), "utf8"))).toEqual({
      light: { bar: "#FFF", barText: "black", ground: "#EEE" },
      dark: { bar: "#111", barText: "white", ground: "#000" },
    });
  });

  it("further languages are files, and none is none", async () => {
    expect(await furtherWords(made({ "bo.json": '{"ui": {"back": "x"}}', "README.md": "" }))).toEqual({ bo: { ui: { back: "x" } } });
    expect(await furtherWords(path.join(folder, "nowhere"))).toEqual({});
  });
});

describe("the look at a package", () => {
  const spoken = '<view aria-role="{{1}}" aria-label="{{1}}" aria-live="{{1}}" aria-checked="{{1}}" aria-level="{{1}}" aria-hidden="{{1}}"/>';
  const good = {
    "app.json": '{"pages": ["a"], "subPackages": [{"root": "s", "pages": ["b"]}]}',
    "app.js": 'try { new Function("return this")() } catch {}',
    "base.wxml": spoken,
    ...Object.fromEntries(["a", "s/b"].flatMap((page) => [[`${page}.js`, ""], [`${page}.json`, "{}"], [`${page}.wxml`, "<view/>"]])),
  };

  function looked(files: Record<string, string>): { told: string; wrong: boolean } {
    try {
      return { told: execFileSync("node", ["scripts/validate.mjs", made(files)], { cwd: ROOT, encoding: "utf8", stdio: "pipe" }), wrong: false };
    } catch (error) {
      return { told: (error as { stderr: string }).stderr, wrong: true };
    }
  }

  it("finds nothing wrong with a good one and says how large it is", () => {
    const { told, wrong } = looked(good);
    expect([wrong, told]).toEqual([false, expect.stringMatching(/main 0\.\d KB, s 0\.\d KB/)]);
  });

  it.each([
    ["a page that is not there", { "app.json": '{"pages": ["a", "lost"]}' }, "lost.js is not there"],
    ["a component that is not there", { "a.json": '{"usingComponents": {"x": "./x"}}' }, "component x is not at ./x"],
    ["a tag that nobody knows", { "a.wxml": "<form-field/>" }, "<form-field> is no tag"],
    ["code made from text", { "a.js": 'const f = new Function("a", "return a")' }, "code made from text"],
    ["eval", { "a.js": "eval(x)" }, "code made from text"],
    ["a source map", { "a.js.map": "{}" }, "no source maps"],
    ["templates that nobody hears", { "base.wxml": "<view/>" }, "no aria-label"],
    ["a main package that is too large", { "big.js": "x".repeat(451 * 1024) }, "main is 451"],
    ["what is loaded ahead and is no page", { "app.json": '{"pages": ["a"], "preloadRule": {"b": {}}}' }, "b is no page"],
  ])("finds %s", (_, change, told) => {
    const found = looked({ ...good, ...change });
    expect([found.wrong, found.told]).toEqual([true, expect.stringContaining(told)]);
  });
});
