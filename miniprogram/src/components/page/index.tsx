import { View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { type ReactNode, useEffect } from "react";

import { classesOf, useManner } from "../../look/manner";
import { Aside } from "../aside";
import { NewsList } from "../news";
import { PrivacyAsk } from "../privacy-ask";
import { Unsent } from "../unsent";
import "./index.scss";

interface Props {
  /** What the bar at the top says; none: the name of the house. */
  title?: string;
  /** What is read aloud in the elder flow; the page's own text, sentence by sentence. */
  speak?: string;
  /** The one action, at the bottom: a `SheetBar`. */
  bar?: ReactNode;
  children?: ReactNode;
}

/** The root of every page: type, sizes, colours, room at the edges; what waits to be sent; the platform's wish for an agreement. */
export function Page({ title = "", speak = "", bar, children }: Props) {
  const manner = useManner();
  useEffect(() => {
    if (title) void Taro.setNavigationBarTitle({ title });
  }, [title]);
  return (
    <View className={`page ${classesOf(manner)}`}>
      <NewsList />
      <Unsent />
      <View className="page-body">{children}</View>
      {bar}
      {manner.elder ? <Aside speak={speak} /> : null}
      <PrivacyAsk />
    </View>
  );
}
