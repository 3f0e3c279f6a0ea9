import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import "./index.scss";

/** The one action of a page, always within reach of the thumb. `says`: a short line above it. */
export function SheetBar({ says = "", children }: { says?: string; children: ReactNode }) {
  return (
    <View className="sheet-bar">
      {says ? <View className="small sheet-bar-says">{says}</View> : null}
      {children}
    </View>
  );
}
