/** Going from page to page, and what a platform refuses about it. */
import { later, type Api } from "../calling";
import { tabs } from "../frame";
import { LIMITS } from "../limits";
import { notFound, pop, push, replace, restart, stack, top } from "../pages";
import { problem } from "../problems";
import { refuse } from "../refusals";
import { built, isWeapp, text } from "../world";

interface Place {
  path: string;
  query: Record<string, string>;
}

type Way = "navigateTo" | "redirectTo" | "reLaunch" | "switchTab";

/** Where an address of a page leads, seen from the page that is open. Values stay as they were written: a page decodes them itself. */
export function place(url: string): Place {
  const [given = "", search = ""] = url.split("?", 2);
  const steps = given.startsWith("/") ? [] : (top()?.path.split("/").slice(0, -1) ?? []);
  for (const step of given.split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return { path: steps.join("/").replace(/\.html$/, ""), query: queried(search) };
}

function queried(search: string): Record<string, string> {
  const pairs = search.split("&").filter(Boolean).map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  return Object.fromEntries(pairs.map(([name, value]) => [name, isWeapp ? value : decoded(value ?? "")])) as Record<string, string>;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Goes there or raises as the platform refuses. */
export function visit(way: Way, url: string): void {
  const { path, query } = place(url);
  const tab = tabs.some((one) => one.pagePath === path);
  if (!built.pages.includes(path)) {
    problem("platform", `${way}: no page ${path}`);
    refuse(isWeapp ? `page "${path}" is not found` : `${url} resolved to ${path} is not found`, 1);
  }
  if (way === "switchTab") {
    if (!tab) refuse(isWeapp ? "can not switch to no-tabBar page" : `${url} resolved to ${path} is not tab,  which is not valid`, 1);
    restart(path, {});
    return;
  }
  if (tab && way !== "reLaunch") refuse(isWeapp ? `can not ${way} a tabbar page` : `${url} resolved to ${path} is tab`, 1);
  if (way === "reLaunch") restart(path, query);
  else if (way === "redirectTo") replace(path, query);
  else {
    if (stack.length >= LIMITS.pages) refuse(isWeapp ? `webview count limit exceed` : "page stack is full", 1);
    push(path, query);
  }
}

/** A `<navigator>` goes the same ways and tells nobody when it could not. */
export async function go(openType: string, url: string, delta: number): Promise<void> {
  const ways: Record<string, Way> = { navigate: "navigateTo", redirect: "redirectTo", reLaunch: "reLaunch", switchTab: "switchTab" };
  const way = ways[openType];
  try {
    if (openType === "navigateBack") pop(delta);
    else if (way) visit(way, url);
    else problem("component", `<navigator open-type="${openType}"> is not drawn by the host`);
  } catch (failure) {
    problem("platform", `<navigator url="${url}">: ${String(failure)}`);
  }
}

/** The first page, as a link, a code or a message opens it. */
export function launchAt(path: string, query: Record<string, string>): void {
  if (!built.pages.includes(path)) return notFound(path, query);
  restart(path, query);
}

export function navigation(): Api {
  const ways: Way[] = ["navigateTo", "redirectTo", "reLaunch", "switchTab"];
  return {
    ...Object.fromEntries(ways.map((way) => [way, later(way, (options) => visit(way, text(options.url)))])),
    navigateBack: later("navigateBack", (options) => {
      if (isWeapp && stack.length === 1) refuse("cannot navigate back at first page.", 1);
      pop(Number(options.delta ?? 1));
    }),
  };
}
