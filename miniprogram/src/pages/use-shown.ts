import { useDidHide, useDidShow } from "@tarojs/taro";
import { useEffect, useRef } from "react";

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
