import { type PropsWithChildren, useEffect } from "react";

import { open } from "./account";
import { replay, waiting } from "./api/pending";
import { openManner } from "./look/manner";
import { here } from "./platform/here";
import "./app.scss";

open();
openManner();

/** The app itself: it draws nothing, and sends what could not be sent as soon as there is a net. What became of it every page tells (`api/news`). */
export default function App({ children }: PropsWithChildren) {
  useEffect(() => {
    if (waiting().length > 0) void replay();
    return here.onOnline((online) => {
      if (online) void replay();
    });
  }, []);
  return children;
}
