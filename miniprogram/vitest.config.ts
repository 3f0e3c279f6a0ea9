/** Tests run in jsdom with the platform's tags as HTML elements and a pretend phone behind `@tarojs/taro`; all that is ours is real. */
import path from "node:path";

import { defineConfig } from "vitest/config";

const stage = (name: string): string => path.resolve(__dirname, "tests/stage", name);

export default defineConfig({
  esbuild: { jsx: "automatic" },
  define: { ADDRESS: JSON.stringify("https://city.test"), FURTHER_WORDS: "{}" },
  resolve: {
    alias: [
      { find: "@tarojs/components", replacement: stage("components.tsx") },
      { find: "@tarojs/taro", replacement: stage("taro.ts") },
      { find: "@", replacement: path.resolve(__dirname, "src") },
    ],
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}", "../tests/conformance/**/*.test.ts"],
    setupFiles: [stage("setup.ts")],
    css: false,
    pool: "threads",
    poolOptions: { threads: { maxThreads: 2, minThreads: 1 } },
  },
  server: { fs: { allow: [".."] } },
});
