import { useDidHide, useDidShow } from "@tarojs/taro";
import { useEffect, useRef } from "react";

import { here } from "../platform/here";

/** When it is drawn first, and whenever its page comes back into sight. A part drawn later than its page has missed the first showing. */
export function useShown(shown: () => void): void {
  const hidden = useRef(false);
  const latest = useRef(shown);
  latest.current = shown;
  useEffect(() => latest.current(), []);
  useDidHide(() => {
    hidden.current = true;
  });
  useDidShow(() => {
    if (hidden.current) latest.current();
    hidden.current = false;
  });
}

/** When there is a net again while the page is in sight: nobody has to press for what only the net kept away. */
export function useNetBack(back: () => void): void {
  const hidden = useRef(false);
  const latest = useRef(back);
  latest.current = back;
  useDidHide(() => {
    hidden.current = true;
  });
  useDidShow(() => {
    hidden.current = false;
  });
  useEffect(() => here.onOnline((online) => (online && !hidden.current ? latest.current() : undefined)), []);
}

/** Both: what is shown is as new as it can be. */
export function useShownAnew(again: () => void): void {
  useShown(again);
  useNetBack(again);
}
