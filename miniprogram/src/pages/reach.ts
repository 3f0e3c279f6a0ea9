import Taro from "@tarojs/taro";

/** Milliseconds until what was just set is drawn. */
const DRAWN = 50;

/** Brings an element into sight, once it is drawn. */
export function reach(id: string): void {
  setTimeout(() => void Taro.pageScrollTo({ selector: `#${id}`, duration: 200, offsetTop: -16 }).catch(() => undefined), DRAWN);
}
