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
const test = { environment: "jsdom", css: false };
/** What asks the net must hold where the bodies of refusals do not arrive, too. */
const ON_BOTH = ["src/api/*.test.ts", "src/account/*.test.ts", "src/drafts/*.test.ts"];

export default defineConfig({
  server: { fs },
  test: {
    pool: "threads",
    poolOptions: { threads: { maxThreads: 2, minThreads: 1 } },
    projects: [
      {
        esbuild: { jsx: "automatic" },
        define: { ...define }, // the runner takes from it what it has read
        resolve: { alias },
        server: { fs },
        test: {
          ...test,
          name: "weapp",
          include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}", "../tests/conformance/**/*.test.ts"],
          setupFiles: [stage("setup.ts")],
        },
      },
      {
        esbuild: { jsx: "automatic" },
        define: { ...define }, // the runner takes from it what it has read
        resolve: { alias: [{ find: /^(.*)\/platform\/here$/, replacement: "$1/platform/here.alipay" }, ...alias] },
        server: { fs },
        test: { ...test, name: "alipay", include: ON_BOTH, setupFiles: [stage("alipay.ts"), stage("setup.ts")] },
      },
    ],
  },
});
