/** How the two packages are built. What is written here decides what is in them; nothing here knows a page. */
import path from "node:path";

import { defineConfig } from "@tarojs/cli";

import { writeIcons } from "./icons";
import { spokenOf, writeTheme, writeTokens } from "./tokens";
import { furtherWords } from "./words";

const ROOT = path.resolve(__dirname, "..");
const LOOK = path.resolve(ROOT, "../city/look.json");
/** Where the city's own API lives; a release sets it (docs/release.md), tests map it to their own server. */
const ADDRESS = process.env.ZB_ADDRESS ?? "https://zhangban.example";

/** Parts of a browser that no page of ours asks for. */
const NO_DOM_EXTRAS = { enableInnerHTML: false, enableAdjacentHTML: false, enableSizeAPIs: false, enableTemplateContent: false, enableCloneNode: false, enableContains: false };

/** Taro drops every attribute it does not know: without these no name and no role reaches a platform. */
const SPOKEN = ["View", "Text", "Button", "Input", "Textarea", "Image", "Picker"];
const ARIA = ["aria-label", "aria-hidden", "aria-live", "aria-level", "aria-checked", "aria-required", "aria-invalid", "aria-disabled", "aria-expanded"];

/** What is written into the code as it is built. */
async function constants(): Promise<Record<string, string>> {
  const further = await furtherWords(path.resolve(ROOT, "../city/words/miniprogram"));
  const given = { ADDRESS, CITY: await spokenOf(LOOK), FURTHER_WORDS: further, SPEECH: Boolean(process.env.ZB_WECHAT_SPEECH) };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, JSON.stringify(value)]));
}

export default defineConfig<"webpack5">(async () => {
  const platform = process.env.TARO_ENV ?? "weapp";
  const spoken = Object.fromEntries([...ARIA, platform === "alipay" ? "role" : "aria-role"].map((name) => [name, ""]));
  await writeTokens(LOOK, path.resolve(ROOT, "src/look/tokens.scss"));
  await writeTheme(LOOK, path.resolve(ROOT, "src/theme.json"));
  await writeIcons(path.resolve(ROOT, "../api/h5/static/icons"), path.resolve(ROOT, "src/look/icons.scss"));
  return {
    projectName: "zhangban",
    date: "2026-11-22",
    designWidth: 375,
    deviceRatio: { 375: 2 / 2, 750: 1 },
    sourceRoot: "src",
    outputRoot: process.env.ZB_DIST ? path.relative(ROOT, path.resolve(process.env.ZB_DIST)) : `dist/${platform}`,
    framework: "react",
    compiler: { type: "webpack5", prebundle: { enable: false } },
    cache: { enable: false },
    terser: { enable: true, config: { output: { ecma: 2018, comments: false, ascii_only: false } } }, // Chinese as it is: half the bytes
    alias: { "@": path.resolve(ROOT, "src") },
    plugins: [path.resolve(ROOT, "config/lean.ts"), ["@tarojs/plugin-inject", { components: Object.fromEntries(SPOKEN.map((name) => [name, spoken])) }]],
    defineConstants: await constants(),
    copy: { patterns: [], options: {} },
    mini: {
      optimizeMainPackage: { enable: true },
      runtime: NO_DOM_EXTRAS,
      miniCssExtractPluginOption: { ignoreOrder: true }, // every class belongs to one folder, so no order matters
      postcss: { pxtransform: { enable: false } },
    },
  };
});
