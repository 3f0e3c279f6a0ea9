/** What is said of the app itself: in the city's colours, and nowhere else than here. */
import { expect, it } from "vitest";

import look from "../../../city/look.json";
import { ownOf } from "./app";

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../platform/**", "!../**/*.test.*"], { eager: true, query: "?raw", import: "default" });

it("wears the city's colours on both: by the theme in WeChat, those of the day in Alipay", () => {
  const { paper, ground } = look.colours.light;
  expect(ownOf("alipay")).toEqual({ window: { navigationBarBackgroundColor: paper, backgroundColor: ground }, app: {} });
  expect(ownOf("weapp").window).toMatchObject({ navigationBarBackgroundColor: "@bar", backgroundColor: "@ground" });
});

it("asks for the plugin that speaks only where the account has it", () => {
  expect(ownOf("weapp").app).not.toHaveProperty("plugins");
  expect(ownOf("weapp", "0.3.5").app).toMatchObject({ plugins: { WechatSI: { version: "0.3.5" } } });
});

it("is the only place that asks which platform it is built for", () => {
  expect(Object.entries(sources).filter(([, text]) => /TARO_ENV|WechatSI|\bwx[0-9a-f]{16}\b|\b(?:wx|my)\.\w+\(/.test(text)).map(([file]) => file)).toEqual([]);
});
