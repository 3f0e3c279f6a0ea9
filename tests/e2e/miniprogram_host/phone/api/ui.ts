/** What the platform draws when a page asks: words that pass, questions, the title, scrolling, refreshing. */
import { later, type Api, type Options } from "../calling";
import { ask, hush, say, type Choice } from "../dialogs";
import { made, retitle } from "../frame";
import { top } from "../pages";
import { refuse } from "../refusals";
import { isWeapp, text, type Loose } from "../world";

const TOAST_MS = isWeapp ? 1500 : 2000;
export const pulled = { refreshing: false };
/** Told when a page asks for its own refreshing. */
export const pull: { start: () => void } = { start: () => undefined };

function toast(options: Options): void {
  say(text(options.title ?? options.content), Number(options.duration ?? TOAST_MS));
}

async function modal(options: Options): Promise<Loose> {
  const choices: Choice[] = [{ name: text(options.confirmText) || "确定", gives: "ok", main: true }];
  if (options.showCancel !== false) choices.unshift({ name: text(options.cancelText) || "取消", gives: "cancel" });
  const confirm = (await ask({ title: text(options.title) || text(options.content), says: options.title ? text(options.content) : "", choices })) === "ok";
  return { confirm, cancel: !confirm };
}

async function actions(options: Options): Promise<Loose> {
  const names = (options.itemList ?? options.items ?? []) as string[];
  if (isWeapp && names.length > 6) refuse("parameter error: parameter.itemList should not be larger than 6", 2, { errno: 1001 });
  const choices = [...names.map((name, at) => ({ name, gives: String(at) })), { name: text(options.cancelButtonText) || "取消", gives: "cancel" }];
  const given = await ask({ title: text(options.alertText ?? options.title) || "请选择", choices, sheet: true });
  if (given === "cancel") return isWeapp ? refuse("cancel", 11) : { index: -1 };
  return isWeapp ? { tapIndex: Number(given) } : { index: Number(given) };
}

async function confirm(options: Options): Promise<Loose> {
  const choices = [
    { name: text(options.cancelButtonText) || "取消", gives: "cancel" },
    { name: text(options.confirmButtonText) || "确定", gives: "ok", main: true },
  ];
  return { confirm: (await ask({ title: text(options.title) || text(options.content), says: options.title ? text(options.content) : "", choices })) === "ok" };
}

async function alert(options: Options): Promise<Loose> {
  const choices = [{ name: text(options.buttonText) || "确定", gives: "ok", main: true }];
  await ask({ title: text(options.title) || text(options.content), says: options.title ? text(options.content) : "", choices });
  return { success: true };
}

async function prompt(options: Options): Promise<Loose> {
  const input = made("input", "");
  input.setAttribute("aria-label", text(options.placeholder) || text(options.title));
  const choices = [{ name: text(options.cancelButtonText) || "取消", gives: "cancel" }, { name: text(options.okButtonText) || "确定", gives: "ok", main: true }];
  const ok = (await ask({ title: text(options.title), says: text(options.message), within: input, choices })) === "ok";
  return { ok, inputValue: input.value };
}

function scrollTo(options: Options): void {
  const page = top();
  if (!page) return;
  const aim = text(options.selector) ? page.scroller.querySelector<HTMLElement>(text(options.selector)) : null;
  if (aim) page.scroller.scrollTop += aim.getBoundingClientRect().top - page.scroller.getBoundingClientRect().top + Number(options.offsetTop ?? 0);
  else if (options.scrollTop !== undefined) page.scroller.scrollTop = Number(options.scrollTop);
}

const quiet = (names: string): Api => Object.fromEntries(names.split(" ").map((name) => [name, later(name, () => undefined)]));

export function ui(): Api {
  const title = (options: Options) => (options.title === undefined ? undefined : retitle(text(options.title)));
  const own: Api = isWeapp
    ? { showModal: later("showModal", modal), setNavigationBarTitle: later("setNavigationBarTitle", title), setNavigationBarColor: later("setNavigationBarColor", () => undefined) }
    : { confirm: later("confirm", confirm), alert: later("alert", alert), prompt: later("prompt", prompt), setNavigationBar: later("setNavigationBar", title) };
  return {
    ...own,
    ...quiet("hideKeyboard vibrateShort vibrateLong vibrate showNavigationBarLoading hideNavigationBarLoading setBackgroundColor setBackgroundTextStyle hideHomeButton hideBackHome setTabBarBadge removeTabBarBadge showTabBarRedDot hideTabBarRedDot setKeepScreenOn setVisualEffectOnCapture enableAlertBeforeUnload disableAlertBeforeUnload loadFontFace"),
    showToast: later("showToast", toast),
    hideToast: later("hideToast", hush),
    showLoading: later("showLoading", (options) => say(text(options.title ?? options.content) || "加载中")),
    hideLoading: later("hideLoading", hush),
    showActionSheet: later("showActionSheet", actions),
    pageScrollTo: later("pageScrollTo", scrollTo),
    startPullDownRefresh: later("startPullDownRefresh", () => pull.start()),
    stopPullDownRefresh: later("stopPullDownRefresh", () => void (pulled.refreshing = false)),
    nextTick: (work: () => void) => queueMicrotask(work),
    createSelectorQuery: () => (top()?.page.createSelectorQuery as (() => unknown) | undefined)?.call(top()?.page),
    createIntersectionObserver: (_of: unknown, options?: Loose) => (top()?.page.createIntersectionObserver as ((given?: Loose) => unknown) | undefined)?.call(top()?.page, options),
  };
}
