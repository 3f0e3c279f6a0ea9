/** Sharing a page: what its own `onShareAppMessage` says would be sent. Nothing is sent. */
import { later, type Api } from "../calling";
import { call, top } from "../pages";
import { problem } from "../problems";
import { text, type Loose } from "../world";

let last: Loose | null = null;

export function lastShared(): Loose | null {
  return last;
}

/** From the menu or a button. Null: this page cannot be shared. */
export async function shareFrom(from: "menu" | "button", target?: Loose): Promise<void> {
  const page = top()?.page;
  last = null;
  if (typeof page?.onShareAppMessage !== "function") {
    if (from === "button") problem("platform", `<button open-type="share"> on ${String(top()?.path)}, which has no onShareAppMessage`);
    return;
  }
  const given = (call(page, "onShareAppMessage", { from, target }) ?? {}) as Loose & { promise?: Promise<Loose> };
  const later_ = given.promise ? await given.promise : {};
  last = { title: document.title, path: `/${text(top()?.path)}`, ...given, ...later_ };
  delete last.promise;
}

export function sharing(): Api {
  const nothing = (name: string) => later(name, () => undefined);
  return { showShareMenu: nothing("showShareMenu"), hideShareMenu: nothing("hideShareMenu"), updateShareMenu: nothing("updateShareMenu"), showSharePanel: nothing("showSharePanel") };
}
