/** Tests run in jsdom with the platform's tags as HTML elements and a pretend phone behind `@tarojs/taro`; all that is ours is real. */
import { readFileSync } from "node:fs";
import path from "node:path";

import { defineConfig } from "vitest/config";

const stage = (name: string): string => path.resolve(__dirname, "tests/stage", name);

const alias = [
  { find: "@tarojs/components", replacement: stage("components.tsx") },
  { find: "@tarojs/taro", replacement: stage("taro.ts") },
  { find: "@", replacement: path.resolve(__dirname, "src") },
];
const { help_line, popular } = JSON.parse(readFileSync(path.resolve(__dirname, "../city/look.json"), "utf8")) as { help_line: string; popular: string[] };
const define = { ADDRESS: JSON.stringify("https://city.test"), FURTHER_WORDS: "{}", SPEECH: "false", CITY: JSON.stringify({ help_line, popular }) };
const fs = { allow: [".."] };
/** A slow machine is no wrong answer. */
const PATIENCE_MS = 20_000;
const setup = [stage("setup.ts")];
/** What draws needs a page, which takes a second to make; what only reasons needs none. */
const DRAWS = ["src/**/*.test.tsx", "tests/**/*.test.tsx"];
const REASONS = ["src/**/*.test.ts", "tests/**/*.test.ts", "../tests/conformance/**/*.test.ts"];
/** What asks the net must hold where the bodies of refusals do not arrive, too. */
const ON_BOTH = ["src/api/*.test.ts", "src/account/*.test.ts", "src/drafts/*.test.ts"];
const alipay = { find: /^(.*)\/platform\/here$/, replacement: "$1/platform/here.alipay" };

/** `define` anew for each: the runner takes from it what it has read. */
const project = (name: string, more: object, first: object[] = []) => ({
  esbuild: { jsx: "automatic" as const },
  define: { ...define },
  resolve: { alias: [...first, ...alias] as typeof alias },
  server: { fs },
  test: { name, css: false, testTimeout: PATIENCE_MS, setupFiles: setup, ...more },
});

export default defineConfig({
  server: { fs },
  test: {
    pool: "threads",
    poolOptions: { threads: { maxThreads: 2, minThreads: 1 } },
    projects: [
      project("drawn", { environment: "jsdom", include: DRAWS }),
      project("weapp", { environment: "node", include: REASONS }),
      project("alipay", { environment: "node", include: ON_BOTH, setupFiles: [stage("alipay.ts"), ...setup] }, [alipay]),
    ],
  },
});
