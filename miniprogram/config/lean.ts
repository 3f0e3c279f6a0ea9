/** Taro writes every attribute and event a tag may have into the one set of templates, sixteen levels deep. What no page of ours asks
 * for is taken out again: a smaller main package, and no word across to the other thread at every touch. */
import type { IPluginContext } from "@tarojs/service";
import { sources } from "webpack";

/** Attributes and events that nothing in `src` uses; a test looks. Those of hovering are left to their defaults. */
export const UNASKED = [
  ...["hover-stop-propagation", "hover-start-time", "hover-stay-time", "animation", "disable-scroll", "space", "decode", "overflow", "max-lines"],
  ...["user-select", "selectable", "min-drag-distance", "paging-enabled", "enable-passive", "using-sticky", "associative-container", "fast-deceleration"],
  ...["default-style", "triggered", "enabled", "threshold", "background", "ballistic-refresh-enabled"].map((name) => `refresher-${name}`),
  ...["scroll-enabled", "close-threshold", "triggered", "enabled", "threshold", "pinned"].map((name) => `refresher-two-level-${name}`),
  ...["within-extent", "alignment"].map((name) => `scroll-into-view-${name}`),
  ...["compositionstart", "compositionupdate", "compositionend"].map((event) => `bindkeyboard${event}`),
  ...["touchstart", "touchmove", "touchend", "touchcancel", "longpress", "longtap"].map((event) => `bind${event}`),
  ...["animationstart", "animationiteration", "animationend", "transitionend"].map((event) => `bind${event}`),
  ...["TouchStart", "TouchMove", "TouchEnd", "TouchCancel", "LongTap"].map((event) => `on${event}`),
  ...["AnimationStart", "AnimationIteration", "AnimationEnd", "TransitionEnd", "Appear", "Disappear", "FirstAppear"].map((event) => `on${event}`),
];
const TEMPLATES = /^base\.(wxml|axml)$/;
const ATTRIBUTE = new RegExp(` (?:${UNASKED.join("|")})="[^"]*"`, "g");

export function lean(template: string): string {
  return template.replace(ATTRIBUTE, "");
}

/** As a plugin of Taro. */
export default function plugin(ctx: IPluginContext): void {
  ctx.modifyBuildAssets(({ assets }: { assets: Record<string, sources.Source> }) => {
    for (const [name, asset] of Object.entries(assets).filter(([file]) => TEMPLATES.test(file))) {
      assets[name] = new sources.RawSource(lean(asset.source().toString()));
    }
  });
}
