import words from "./words/zh-CN.json";

import { APPLY, DOOR, MAIN, MINE } from "./routes";

/** What opens first is the main package; the rest comes when it is gone to, or while one reads. */
export default defineAppConfig({
  pages: MAIN.map((name) => `${name}/index`),
  subPackages: [
    { root: "apply", pages: APPLY.map((name) => `${name}/index`) },
    { root: "mine", pages: MINE.map((name) => `${name}/index`) },
    { root: "door", pages: DOOR.map((name) => `${name}/index`) },
  ],
  preloadRule: {
    "pages/scene/index": { network: "all", packages: ["apply"] },
    "pages/home/index": { network: "wifi", packages: ["apply", "mine"] },
  },
  window: {
    navigationBarTitleText: words.brand,
    navigationBarBackgroundColor: "#FFFFFF",
    navigationBarTextStyle: "black",
    backgroundColor: "#F4F6F9",
  },
  lazyCodeLoading: "requiredComponents",
  __usePrivacyCheck__: true,
});
