/** The tokens of city/look.json, computed: contrasts of all that stands on something, sizes, reach; and that styles use nothing beside them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, it } from "vitest";

import look from "../../../city/look.json";
import { dataUri } from "../../config/icons";
import { type Look, scss } from "../../config/tokens";
import { phone } from "../../tests/stage/phone";
import { choose, classesOf, manner, openManner } from "./manner";

const SRC = path.resolve(__dirname, "..");
const GENERATED = /look\/(tokens|icons)\.scss$/;
/** Read as files: to the test runner a style is nothing. */
const styles: Record<string, string> = Object.fromEntries(
  readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".scss") && !GENERATED.test(file))
    .map((file) => [file, readFileSync(path.join(SRC, file), "utf8")]),
);
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*"], { eager: true, query: "?raw", import: "default" });
const icons = Object.keys(import.meta.glob<string>("../../../api/h5/static/icons/*.svg", { eager: true, query: "?raw", import: "default" })).map((path) => path.split("/").at(-1)?.replace(".svg", ""));

/** [above, below, at least]: text 4.5, signs and edges of inputs 3. */
const PAIRS: [string, string, number][] = [
  ...["ink", "ink-soft", "act", "good", "mind", "stop"].flatMap((text): [string, string, number][] => [[text, "paper", 4.5], [text, "ground", 4.5]]),
  ["on-act", "act", 4.5],
  ["ink", "act-soft", 4.5], ["act", "act-soft", 4.5], ["ink-soft", "act-soft", 4.5],
  ["ink", "good-soft", 4.5], ["good", "good-soft", 4.5],
  ["ink", "mind-soft", 4.5], ["mind", "mind-soft", 4.5],
  ["ink", "stop-soft", 4.5], ["stop", "stop-soft", 4.5],
  ["paper", "good", 3], ["paper", "mind", 3], ["paper", "stop", 3],
  ["line", "paper", 3], ["line", "ground", 3], ["act", "ground", 3],
];

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

describe.each(["light", "dark"] as const)("in %s", (shade) => {
  const colours: Record<string, string> = look.colours[shade];
  it.each(PAIRS)("%s is read on %s", (above, below, least) => {
    expect(contrast(colours[above] ?? "", colours[below] ?? "")).toBeGreaterThanOrEqual(least);
  });
});

describe("the styles", () => {
  it("use only tokens that there are", () => {
    const known = new Set([...scss(look as unknown as Look).matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
    const own = new Set(Object.values(styles).flatMap((text) => [...text.matchAll(/(--[\w-]+):/g)].map((match) => match[1])));
    const asked = Object.entries(styles).flatMap(([file, text]) => [...text.matchAll(/var\((--[\w-]+)/g)].map((match) => [file, match[1]]));
    expect(asked.filter(([, token]) => !known.has(token) && !own.has(token) && token !== "--line-icon")).toEqual([]);
  });

  const told = (what: RegExp): string[] => Object.entries(styles).flatMap(([file, text]) => [...text.matchAll(what)].map((match) => `${file}: ${match[0]}`));

  it("name no colour of their own, neither by day nor by night", () => {
    expect(told(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|:\s*(?:white|black)\b/gi)).toEqual([]);
  });

  it("measure by tokens: in px only the width of a line, and a nudge of a few", () => {
    expect(told(/(?<![\w.])(?:[7-9]|\d{2,})(?:\.\d+)?px/g)).toEqual([]);
  });

  it("set no type smaller than a token, and let nothing that is touched be small", () => {
    const fixed = Object.entries(styles).flatMap(([file, text]) => [...text.matchAll(/font-size:\s*(\d+)px/g)].filter((match) => Number(match[1]) < 17).map((match) => `${file}: ${match[0]}`));
    expect(fixed).toEqual([]);
    const reach = Object.values(styles).flatMap((text) => [...text.matchAll(/min-height:\s*var\(--(tall|taller|row|touch)\)/g)]);
    expect(reach.length).toBeGreaterThan(8);
  });

  it("do without what old phones do not know", () => {
    const young = /color-mix|:has\(|inset:|\bmax\(|\bclamp\(|(?<![-\w])gap:|aspect-ratio|@container/;
    expect(Object.entries(styles).filter(([, text]) => young.test(text.replace(/minmax\(/g, ""))).map(([file]) => file)).toEqual([]);
  });

  it("draw every icon that is asked for by name", () => {
    const asked = Object.entries(sources).flatMap(([file, text]) => [...text.matchAll(/<Icon name="([\w-]+)"|\bicon="([\w-]+)"|icon: "([\w-]+)"/g)].map((match) => [file, match[1] ?? match[2] ?? match[3]]));
    expect(asked.filter(([, name]) => !icons.includes(name))).toEqual([]);
  });
});

describe("the tokens", () => {
  it("grow to 30 px, with 60 px to touch, 12 apart", () => {
    const text = scss(look as unknown as Look);
    expect(text).toMatch(/\.elder \{ --touch: 60px; --apart: 12px; --tall: 60px; --taller: 60px; --row: 64px/);
    expect(text).toMatch(/\.elder\.size-2 \{ --body: 30px/);
    const lines = [...text.matchAll(/--(\w+): (\d+)px; --\1-line: (\d+)px/g)];
    expect(lines.every((match) => Number(match[3]) >= 1.3 * Number(match[2]))).toBe(true);
  });

  it("of an icon are a picture that any engine reads: every sign that ends an address is written out", () => {
    expect(dataUri(`<svg fill="none" stroke="currentColor">\n<path d="m5 5"/></svg>`)).toBe("data:image/svg+xml,%3Csvg fill='none' stroke='%23000'%3E%3Cpath d='m5 5'/%3E%3C/svg%3E");
  });
});

describe("the manner", () => {
  it("follows the platform: who reads large gets the elder flow", () => {
    expect(manner().elder).toBe(false);
    phone.fontSize = 22;
    expect(manner().elder).toBe(true);
  });

  it("is what the person chose, whatever the platform says, and stays when the app is killed", () => {
    phone.fontSize = 24;
    choose({ flow: "standard" });
    choose({ language: "en", size: 2 });
    openManner();
    expect(manner()).toEqual({ elder: false, size: 2, language: "en" });
    expect(classesOf({ elder: true, size: 2, language: "en" })).toBe("elder size-2");
  });
});
