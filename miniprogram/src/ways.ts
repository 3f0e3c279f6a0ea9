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
/** Plain signs, and others as their bytes. */
const OURS = /^(?:[\w.!*'()-]|~[0-9A-F]{2})*$/;

export function address(page: PageName, params: Params = {}): string {
  const pairs = Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${written(String(value))}`]));
  return `/${page}/index${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
}

/** Opens a page above this one; where no more fit, in place of it. */
export async function go(page: PageName, params: Params = {}): Promise<void> {
  await open(address(page, params));
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
export async function open(url: string): Promise<void> {
  await (Taro.getCurrentPages().length >= DEEPEST ? Taro.redirectTo({ url }) : Taro.navigateTo({ url }));
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
