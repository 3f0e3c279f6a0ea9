import words from "./words/zh-CN.json";

import { APPLY, DOOR, MAIN, MINE, SCENE } from "./routes";

/** The bar and the ground behind a page, light and dark: `theme.json`, written from the city's look. Only WeChat reads it. */
const bar =
  process.env.TARO_ENV === "weapp"
    ? { navigationBarBackgroundColor: "@bar", navigationBarTextStyle: "@barText" as "black", backgroundColor: "@ground" }
    : { navigationBarBackgroundColor: "#FFFFFF", backgroundColor: "#F4F6F9" };
/** `ZB_WECHAT_SPEECH`: the version of the plugin that the account was given, `0.3.5`. Without it nothing is read aloud. */
const speech = process.env.ZB_WECHAT_SPEECH ? { plugins: { WechatSI: { version: process.env.ZB_WECHAT_SPEECH, provider: "wx069ba97219f66d99" } } } : {};
const ofWechat = {
  ...speech,
  darkmode: true, themeLocation: "theme.json", lazyCodeLoading: "requiredComponents", __usePrivacyCheck__: true, style: "v2",
};

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
    ...bar,
  },
  ...(process.env.TARO_ENV === "weapp" ? ofWechat : {}),
});
