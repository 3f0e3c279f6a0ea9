/** What each platform wants said of the app itself, beside its pages: read when a package is built, and in no package. */
import look from "../../../city/look.json";

const SPEECH_PROVIDER = "wx069ba97219f66d99"; // the plugin for speech, WeChat's own

interface OwnWords {
  window: Readonly<Record<string, string>>;
  app: Readonly<Record<string, unknown>>;
}

/** The bar and the ground behind a page wear the city's colours: WeChat's by `theme.json`, light and dark; Alipay's are those of the day.
 *  `speech`: the version of the plugin that the account was given, `0.3.5`; without it nothing is read aloud. */
export function ownOf(platform: string, speech = ""): OwnWords {
  const { paper, ground } = look.colours.light;
  if (platform !== "weapp") return { window: { navigationBarBackgroundColor: paper, backgroundColor: ground }, app: {} };
  return {
    window: { navigationBarBackgroundColor: "@bar", navigationBarTextStyle: "@barText", backgroundColor: "@ground" },
    app: {
      ...(speech ? { plugins: { WechatSI: { version: speech, provider: SPEECH_PROVIDER } } } : {}),
      darkmode: true, themeLocation: "theme.json", lazyCodeLoading: "requiredComponents", __usePrivacyCheck__: true, style: "v2",
    },
  };
}

export const own = ownOf(process.env.TARO_ENV ?? "", process.env.ZB_WECHAT_SPEECH);
