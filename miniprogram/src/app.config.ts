import { own } from "./platform/app";
import { APPLY, DOOR, MAIN, MINE, SCENE } from "./routes";
import words from "./words/zh-CN.json";

/** What opens first is the main package; the rest comes when it is gone to, or while one reads. */
export default defineAppConfig({
  pages: MAIN.map((name) => `${name}/index`),
  subPackages: [
    ...SCENE.map((root) => ({ root, pages: ["index"] })),
    { root: "apply", pages: APPLY.map((name) => `${name}/index`) },
    { root: "mine", pages: MINE.map((name) => `${name}/index`) },
    { root: "door", pages: DOOR.map((name) => `${name}/index`) },
  ],
  preloadRule: {
    "pages/scene/index": { network: "all", packages: ["apply"] },
    "pages/home/index": { network: "all", packages: ["pages/scene"] },
    "pages/search/index": { network: "all", packages: ["pages/scene"] },
  },
  window: {
    navigationBarTitleText: words.brand,
    ...own.window,
  },
  ...own.app,
});
