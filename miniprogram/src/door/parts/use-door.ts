import { useUnload } from "@tarojs/taro";
import { useCallback, useRef } from "react";

import { type Door, passed, turnedBack } from "../../account";
import { back } from "../../ways";

/** A door: whoever leaves it undone has turned back; `leave` goes back to where they were, and that carries on. */
export function useDoor(door: Door): { leave: () => void } {
  const done = useRef(false);
  useUnload(() => {
    if (!done.current) turnedBack(door);
  });
  const leave = useCallback(() => {
    done.current = true;
    void back().finally(passed); // first back, then on: two pages never move at once
  }, []);
  return { leave };
}
