import Taro from "@tarojs/taro";

import { back, replace } from "../../ways";

/** To how far it is: back when that lies below this page, else in place of it. Never twice in a row. */
export async function toProgress(id: string): Promise<void> {
  const pages = Taro.getCurrentPages();
  const below = pages[pages.length - 2] as { route?: string; $taroParams?: Record<string, unknown> } | undefined; // `options` is WeChat's alone
  const there = below?.route?.includes("apply/progress") && below.$taroParams?.id === id;
  await (there ? back() : replace("apply/progress", { id }));
}
