/** The pages of the house and the ways between them. Screens name a page, never a path. */
import Taro from "@tarojs/taro";

import type { APPLY, DOOR, MAIN, MINE, SCENE } from "./routes";

export type PageName =
  | (typeof MAIN)[number]
  | (typeof SCENE)[number]
  | `apply/${(typeof APPLY)[number]}`
  | `mine/${(typeof MINE)[number]}`
  | `door/${(typeof DOOR)[number]}`;
export type Params = Record<string, string | number | undefined>;

/** As deep as platforms let pages lie on each other. */
const DEEPEST = 10;
/** A door lies above the page that waits for it. */
const DOOR_ABOVE = 1;
/** How many pages must still fit above one: what it leads on to and is come back to from, and a door above the last of them. Above a
 *  question of a guide its answer; above the form the papers, the summary, and the one thing that is changed from there. */
const ABOVE: Partial<Record<PageName, number>> = {
  "pages/scene": 1 + DOOR_ABOVE,
  "apply/sheet": 3 + DOOR_ABOVE,
  "apply/materials": 2 + DOOR_ABOVE,
  "apply/summary": 1 + DOOR_ABOVE,
};
/** Plain signs, and others as their bytes. */
const OURS = /^(?:[\w.!*'()-]|~[0-9A-F]{2})*$/;

export function address(page: PageName, params: Params = {}): string {
  const pairs = Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${written(String(value))}`]));
  return `/${page}/index${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
}

/** Opens a page above this one; where it and the `above` pages that have to fit on it do not, in place of this one, and of more if need be. */
export async function go(page: PageName, params: Params = {}, above?: number): Promise<void> {
  await open(address(page, params), above);
}

/** Opens a page above the last one that is not `over`: back leads past all that is. */
export async function goPast(over: (page: string, params: Readonly<Record<string, string>>) => boolean, page: PageName, params: Params = {}): Promise<void> {
  const pages = Taro.getCurrentPages() as unknown as Lying[];
  const stays = pages.map((one) => !over((one.route ?? "").replace(/\/index$/, ""), one.$taroParams ?? {})).lastIndexOf(true);
  const delta = pages.length - 1 - Math.max(stays, 0);
  if (delta > 0) await Taro.navigateBack({ delta });
  await (stays < 0 ? replace(page, params) : go(page, params));
}

/** A page as the platform has it: its path, and its parameters as they were written. */
interface Lying {
  route?: string;
  $taroParams?: Record<string, string>;
}

/** Opens a page in place of this one: going back leads past it. */
export async function replace(page: PageName, params: Params = {}): Promise<void> {
  await Taro.redirectTo({ url: address(page, params) });
}

/** Opens a page with nothing below it: after sending, no way leads back into what was sent. */
export async function alone(page: PageName, params: Params = {}): Promise<void> {
  await Taro.reLaunch({ url: address(page, params) });
}

/** Back one page; home when there is none below. */
export async function back(): Promise<void> {
  await (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : home());
}

/** Home, with nothing below it. */
export async function home(): Promise<void> {
  await Taro.reLaunch({ url: address("pages/home") });
}

/** Opens what `address` wrote. */
export async function open(url: string, above: number = aboveOf(url)): Promise<void> {
  const over = Taro.getCurrentPages().length + 1 + above - DEEPEST;
  if (over > 1) await Taro.navigateBack({ delta: over - 1 });
  await (over > 0 ? Taro.redirectTo({ url }) : Taro.navigateTo({ url }));
}

/** From a door, and from the one question or paper it was opened for (`at`), a page leads nowhere but back. */
function aboveOf(url: string): number {
  if (url.startsWith("/door/")) return 0;
  const page = url.slice(1).replace(/\/index.*$/, "") as PageName;
  return /[?&]at=/.test(url) ? DOOR_ABOVE : (ABOVE[page] ?? DOOR_ABOVE);
}

/** A parameter of the page that is open, as it was meant; "" when it is not there. */
export function param(name: string): string {
  const given = Taro.getCurrentInstance().router?.params[name];
  return given === undefined ? "" : read(given);
}

/** One platform gives a page its parameters decoded, another as they were written. So nothing of ours has a sign that decoding would change. */
function written(value: string): string {
  return encodeURIComponent(value).replace(/~/g, "%7E").replace(/%/g, "~");
}

/** What we wrote; else what came from outside (a link, a message), decoded or not. */
function read(given: string): string {
  const ours = OURS.test(given);
  try {
    return decodeURIComponent(ours ? given.replace(/~/g, "%") : given);
  } catch {
    return given;
  }
}
