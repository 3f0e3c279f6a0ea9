/** The phone around a page: the bar with its title and the way back, the tabs, and the one page that is seen. */
import { built, isWeapp, text, type Json, type JsonObject } from "./world";

export interface Tab {
  pagePath: string;
  name: string;
}

export const tabs: Tab[] = listOfTabs();
const screen = made("main", "host-screen");
const bar = made("header", "host-bar");
const back = made("button", "host-back");
const title = made("div", "host-title");
const tabBar = made("nav", "host-tabs");
const layer = made("div", "host-layer");

/** Puts the phone together; `goBack` and `goTo` are what its own buttons do. */
export function frame(goBack: () => void, goTo: (path: string) => void): void {
  const sheet = made("style", "");
  sheet.textContent = built.styles.app ?? "";
  const others = made("style", "");
  others.textContent = Object.entries(built.styles)
    .filter(([path]) => path !== "app" && !built.pages.includes(path) && (built.configs[path] as JsonObject | undefined)?.component === true)
    .map(([, css]) => css)
    .join("\n");
  document.head.append(sheet, others);
  back.setAttribute("aria-label", "返回");
  back.textContent = "‹";
  back.addEventListener("click", goBack);
  bar.append(back, title);
  tabBar.setAttribute("aria-label", "标签栏");
  for (const tab of tabs) {
    const button = made("button", "host-tab");
    button.textContent = tab.name;
    button.dataset.path = tab.pagePath;
    button.addEventListener("click", () => goTo(tab.pagePath));
    tabBar.append(button);
  }
  document.body.append(bar, screen, tabBar, layer);
}

/** Where dialogs and passing words of the platform are drawn. */
export function over(): HTMLElement {
  return layer;
}

export function show(page: HTMLElement, path: string, deep: boolean): void {
  screen.replaceChildren(page);
  const config = { ...(built.app.window as JsonObject | undefined), ...(built.configs[path] ?? {}) };
  bar.hidden = isWeapp ? config.navigationStyle === "custom" : config.transparentTitle === "always";
  back.hidden = !deep;
  retitle(text(config.navigationBarTitleText ?? config.defaultTitle));
  bar.style.background = themed(text(config.navigationBarBackgroundColor ?? config.titleBarColor));
  bar.style.color = isWeapp ? themed(text(config.navigationBarTextStyle)) : "";
  tabBar.hidden = !tabs.some((tab) => tab.pagePath === path);
  for (const button of tabBar.querySelectorAll("button")) {
    if (button.dataset.path === path) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  measure();
}

/** `@name` stands for a colour of the package's own file of themes. */
function themed(value: string): string {
  if (!value.startsWith("@")) return value;
  const theme = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const file = built.configs[text(built.app.themeLocation).replace(/\.json$/, "")];
  return text((file?.[theme] as JsonObject | undefined)?.[value.slice(1)]);
}

export function retitle(words: string): void {
  title.textContent = words;
  document.title = words || "mini-program";
}

/** How high the page is without the bars, for styles that ask for it. */
export function measure(): void {
  document.documentElement.style.setProperty("--host-screen", `${screen.clientHeight}px`);
}

export function size(): { width: number; height: number } {
  return { width: screen.clientWidth, height: screen.clientHeight };
}

export function made<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className) element.className = className;
  return element;
}

function listOfTabs(): Tab[] {
  const given = built.app.tabBar as { list?: Json[]; items?: Json[] } | undefined;
  return ((given?.list ?? given?.items ?? []) as JsonObject[]).map((one) => ({
    pagePath: text(one.pagePath),
    name: text(one.text ?? one.name),
  }));
}
