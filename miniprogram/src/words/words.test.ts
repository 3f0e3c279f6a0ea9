/** What people read: complete in Chinese and in English, nowhere in the code, and said as it is meant. */
import { describe, expect, it } from "vitest";

import en from "./en.json";
import { filled, language, languages, learn, list, speakIn, t } from "./index";
import { clock, code, day, isoToday, moment, money, plainDay, spelled } from "./speak";
import chinese from "./zh-CN.json";

type Tree = { [name: string]: string | string[] | Tree };

function leaves(tree: Tree, before = ""): [string, string | string[]][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === "string" || Array.isArray(value) ? ([[before + name, value]] as [string, string | string[]][]) : leaves(value, `${before}${name}.`),
  );
}

const words = new Map(leaves(chinese));
const english = new Map(leaves(en));
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}", "!../**/fixture.{ts,tsx}"], { eager: true, query: "?raw", import: "default" });
const gaps = (text: string | string[]): string[] => [...String(text).matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();

describe("the word files", () => {
  it("have the same keys in both languages", () => {
    expect([...words.keys()].filter((key) => !english.has(key))).toEqual([]);
    expect([...english.keys()].filter((key) => !words.has(key))).toEqual([]);
  });

  it("never promise a value in one language that the other does not know", () => {
    const differ = [...words].filter(([key, text]) => gaps(english.get(key) ?? "").some((gap) => gap !== "s" && !gaps(text).includes(gap)));
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  it("hold every key that the code asks for", () => {
    const asked = Object.entries(sources).flatMap(([file, text]) => [...text.matchAll(/\b(?:t|list)\(\s*"([\w.-]+)"/g)].map((match) => [file, match[1] ?? ""]));
    expect(asked.filter(([, key]) => !words.has(key ?? ""))).toEqual([]);
    expect(asked.length).toBeGreaterThan(50);
  });

  it("hold something under every key that the code puts together", () => {
    const parts = Object.entries(sources).flatMap(([file, text]) => [...text.matchAll(/\bt\(\s*`([\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)].map((match) => [file, match[1] ?? "", match[2] ?? ""]));
    const lonely = parts.filter(([, before, after]) => ![...words.keys()].some((key) => key.startsWith(before ?? "") && key.endsWith(after ?? "")));
    expect(lonely).toEqual([]);
  });

  it("hold nothing that nobody says", () => {
    const text = Object.values(sources).join("\n");
    const whole = new Set([...text.matchAll(/"([\w.-]+)"/g)].map((match) => match[1]));
    const parts = [...text.matchAll(/(?:\b(?:t|list)\(|=|:|\?)\s*`([\w.-]*\w[._])\$\{[^}]*\}([\w.-]*)`/g)].map((match) => [match[1] ?? "", match[2] ?? ""] as const);
    const said = (key: string): boolean => whole.has(key) || parts.some(([before, after]) => key.startsWith(before) && key.endsWith(after));
    expect([...words.keys()].filter((key) => !said(key))).toEqual([]);
  });

  it("are the only place that speaks Chinese", () => {
    const reading = /\/kinds\/(\w+\/reading|\w+)\.ts$/; // what people write is read there: signs of a date, wide figures
    const spoken = Object.entries(sources).filter(([file]) => !reading.test(file)).flatMap(([file, text]) =>
      text.split("\n").filter((line) => /[\u4e00-\u9fff]/.test(line.replace(/\/\*.*?\*\/|\/\/.*|^\s*\*.*|^\/\*\*.*/g, ""))).map((line) => `${file}: ${line.trim()}`),
    );
    expect(spoken).toEqual([]);
  });

  it("do not speak like a machine, and do not shout", () => {
    const cold = /系统|提交成功|操作失败|异常|非法|！/;
    expect([...words].filter(([, text]) => cold.test(String(text))).map(([key]) => key)).toEqual([]);
  });
});

describe("a language", () => {
  it("is the nearest there is", () => {
    speakIn("en-GB");
    expect(language()).toBe("en");
    speakIn("zh_CN");
    expect(language()).toBe("zh-CN");
    speakIn("tlh");
    expect(language()).toBe("zh-CN");
  });

  it("that is partial says in Chinese what it lacks, key by key", () => {
    learn("bo", { language: "བོད་ཡིག", ui: { back: "ཕྱིར་ལོག" } });
    speakIn("bo-CN");
    expect([t("ui.back"), t("ui.continue"), list("dates.weekdays")[0]]).toEqual(["ཕྱིར་ལོག", "继续", "星期一"]);
    expect(languages()).toContainEqual({ tag: "bo", name: "བོད་ཡིག" });
    expect(languages()[0]?.tag).toBe("zh-CN");
  });

  it("with the wrong thing under a key is asked no further", () => {
    learn("xx", { ui: "oops" });
    speakIn("xx");
    expect(t("ui.back")).toBe("上一步");
  });
});

describe("a text", () => {
  it("takes its values, and shows a gap that got none", () => {
    expect(filled("有 {count} 条，{name}", { count: 0 })).toBe("有 0 条，{name}");
  });

  it("knows one from many where a language does", () => {
    speakIn("en");
    expect([t("facts.days", { days: 1 }), t("facts.days", { days: 15 })]).toEqual(["Within 1 working day", "Within 15 working days"]);
    speakIn("zh-CN");
    expect(t("facts.days", { days: 1 })).toBe("1 个工作日内");
  });

  it("is not filled twice: what people wrote stays as they wrote it", () => {
    expect(filled("{a}", { a: "{b}", b: "x" })).toBe("{b}");
  });
});

describe("days, money, codes", () => {
  it("have their weekday, and the year only when it is another", () => {
    expect(day("2026-12-03", "2026-11-22")).toBe("12月3日 星期四");
    expect(day("2027-01-01", "2026-11-22")).toBe("2027年1月1日 星期五");
    expect(plainDay("1960-06-15")).toBe("1960年6月15日");
    speakIn("en");
    expect(day("2026-12-03", "2026-11-22")).toBe("Thursday 3 December");
  });

  it("are those of the wall clock, whatever the phone's zone", () => {
    expect(moment("2026-11-22T00:05:44.612+08:00", "2026-11-22")).toBe("11月22日 星期日 00:05");
    expect(clock("2026-11-22T14:29:44.612+08:00")).toBe("14:29");
    expect(isoToday(Date.parse("2026-11-21T16:30:00Z"))).toBe("2026-11-22");
  });

  it.each([[2000, "20.00 元"], [5, "0.05 元"], [-2050, "-20.50 元"], [123456789, "1,234,567.89 元"]])("%i fen is %s", (fen, said) => {
    expect(money(fen)).toBe(said);
  });

  it("are grouped for the eye and spelt for the ear", () => {
    expect([code("8RNNM5PD"), code("8RNN M5PD"), spelled("8RN N")]).toEqual(["8RNN M5PD", "8RNN M5PD", "8 R N N"]);
  });
});
