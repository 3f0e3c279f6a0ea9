import { useDidHide, useDidShow } from "@tarojs/taro";
import { type PropsWithChildren, useEffect } from "react";

import { onWho, open } from "./account";
import { keepSending, rest, sendNow, wake } from "./api/resend";
import { openManner } from "./look/manner";
import { here } from "./platform/here";
import "./app.scss";

open();
openManner();

/** The app itself: it draws nothing, and sends what could not be sent as soon as it can be. What became of it every page tells (`api/news`). */
export default function App({ children }: PropsWithChildren) {
  useDidShow(wake);
  useDidHide(rest);
  useEffect(() => {
    const stops = [keepSending(), here.onOnline((online) => (online ? sendNow() : undefined)), onWho((who) => (who === null ? undefined : sendNow()))];
    wake();
    return () => stops.forEach((stop) => stop());
  }, []);
  return children;
}
