import { View } from "@tarojs/components";
import { type ReactNode, useState } from "react";

import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  title: string;
  open?: boolean;
  children: ReactNode;
}

/** Folded until it is wanted. */
export function Fold({ title, open = false, children }: Props) {
  const [unfolded, setUnfolded] = useState(open);
  return (
    <View className="fold">
      <View className="fold-title" hoverClass="pressed" onClick={() => setUnfolded(!unfolded)} {...spoken({ role: "button", label: title, expanded: unfolded })}>
        <View className={unfolded ? "fold-turned" : ""}><Icon name="next" size="small" /></View>
        <View>{title}</View>
      </View>
      {unfolded ? <View className="fold-body">{children}</View> : null}
    </View>
  );
}
