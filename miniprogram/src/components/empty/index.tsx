import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  icon?: string;
  says: string;
  more?: string;
  /** It is all there is on the page: its words are the page's heading. */
  page?: boolean;
  children?: ReactNode;
}

/** Nothing here, why, and what one could do. */
export function Empty({ icon = "paper", says, more = "", page = false, children }: Props) {
  return (
    <View className="empty">
      <View className="empty-sign"><Icon name={icon} size="large" /></View>
      <View className="empty-says" {...(page ? spoken({ role: "heading", level: 1 }) : {})}>{says}</View>
      {more ? <View className="small">{more}</View> : null}
      {children}
    </View>
  );
}
