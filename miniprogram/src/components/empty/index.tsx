import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import { Icon } from "../icon";
import "./index.scss";

/** Nothing here, why, and what one could do. */
export function Empty({ icon = "paper", says, more = "", children }: { icon?: string; says: string; more?: string; children?: ReactNode }) {
  return (
    <View className="empty">
      <View className="empty-sign"><Icon name={icon} size="large" /></View>
      <View className="empty-says">{says}</View>
      {more ? <View className="small">{more}</View> : null}
      {children}
    </View>
  );
}
