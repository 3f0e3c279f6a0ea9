/** The stack of pages: which is open, which lie under it, and what each is told when that changes. */
import { createRoot, type Root } from "./engine";
import { made, show } from "./frame";
import { bytes, LIMITS } from "./limits";
import { currentApp, register } from "./modules";
import { problem } from "./problems";
import { built, isWeapp, text, type Loose } from "./world";

export interface PageObject extends Loose {
  route: string;
  options: Record<string, string>;
  setData(data: Loose, callback?: () => void): void;
}

export interface Standing {
  path: string;
  query: Record<string, string>;
  root: Root;
  page: PageObject;
  box: HTMLElement;
  scroller: HTMLElement;
  scrolled: number;
}

export const stack: Standing[] = [];

export function top(): Standing | undefined {
  return stack.at(-1);
}

/** What `getCurrentPages` gives. */
export function pageObjects(): PageObject[] {
  return stack.map((one) => one.page);
}

export function call(page: PageObject | undefined, name: string, ...given: unknown[]): unknown {
  const method = page?.[name];
  if (typeof method !== "function") return undefined;
  try {
    return (method as (...all: unknown[]) => unknown).apply(page, given);
  } catch (failure) {
    problem("script", `${name}: ${failure instanceof Error ? String(failure.stack) : String(failure)}`);
    return undefined;
  }
}

export function push(path: string, query: Record<string, string>): void {
  const under = top();
  if (under) {
    under.scrolled = under.scroller.scrollTop;
    call(under.page, "onHide");
  }
  arrive(path, query);
}

export function replace(path: string, query: Record<string, string>): void {
  leave();
  arrive(path, query);
}

export function restart(path: string, query: Record<string, string>): void {
  while (stack.length) leave();
  arrive(path, query);
}

/** Back by so many pages, never past the first. */
export function pop(delta: number): void {
  const least = Math.max(1, stack.length - Math.max(1, delta));
  if (stack.length === least) return;
  while (stack.length > least) leave();
  const seen = stack[least - 1] as Standing;
  show(seen.box, seen.path, stack.length > 1);
  seen.scroller.scrollTop = seen.scrolled;
  call(seen.page, "onShow");
}

/** A page that the package does not have: the app is told, as on a phone. */
export function notFound(path: string, query: Record<string, string>): void {
  problem("platform", `page not found: ${path}`);
  currentApp().onPageNotFound?.({ path, query, isEntryPage: stack.length === 0 });
}

function arrive(path: string, query: Record<string, string>): void {
  register(path);
  const root = createRoot(path);
  const page = root.get() as unknown as PageObject;
  const box = made("div", "host-page");
  const scroller = made("div", "host-scroller");
  const place = made("span", "");
  const sheet = made("style", "");
  sheet.textContent = built.styles[path] ?? "";
  scroller.append(place);
  box.append(sheet, scroller);
  box.dataset.page = path;
  Object.assign(page, { route: path, __route__: path, options: query, is: path });
  guard(page, path);
  stack.push({ path, query, root, page, box, scroller, scrolled: 0 });
  show(box, path, stack.length > 1);
  listen(scroller, page, path);
  root.attach(scroller as never, place as never);
  call(page, "onLoad", query);
  call(page, "onShow");
  call(page, "onReady");
}

function leave(): void {
  const gone = stack.pop();
  if (!gone) return;
  call(gone.page, "onUnload");
  gone.root.release();
  gone.box.remove();
}

/** Too much data at once never reaches a page. */
function guard(page: PageObject, path: string): void {
  const set = page.setData.bind(page);
  page.setData = (data, callback) => {
    const size = bytes(JSON.stringify(data) ?? "");
    if (size > LIMITS.setData) {
      problem("data", `${path}: setData of ${Math.round(size / 1024)} KB; at most ${LIMITS.setData / 1024} KB go through`);
      return;
    }
    set(plain(data) as Loose, callback);
  };
}

/** Data crosses from one thread to another: functions do not, and nothing is shared. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return typeof value === "function" ? undefined : value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}

const BOTTOM = 50;

function listen(scroller: HTMLElement, page: PageObject, path: string): void {
  const near = Number(built.configs[path]?.onReachBottomDistance ?? BOTTOM);
  let reached = false;
  scroller.addEventListener("scroll", () => {
    call(page, "onPageScroll", { scrollTop: scroller.scrollTop });
    const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    if (left <= near && !reached) call(page, "onReachBottom");
    reached = left <= near;
  });
}

/** Whether the page lets itself be pulled down. */
export function canPull(path: string): boolean {
  const window = built.app.window as Loose | undefined;
  const config = built.configs[path];
  const name = isWeapp ? "enablePullDownRefresh" : "pullRefresh";
  return [config?.[name] ?? window?.[name]].some((one) => one === true || text(one) === "true");
}
