import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  /** 1 once a page, 2 for its parts, 3 below. */
  level?: 1 | 2 | 3;
  /** Larger than a title: the question of the front page. */
  large?: boolean;
  children: ReactNode;
}

/** A heading that is one for eyes and for ears. */
export function Heading({ level = 1, large = false, children }: Props) {
  return (
    <View className={`heading heading-${level}${large ? " heading-large" : ""}`} {...spoken({ role: "heading", level })}>
      {children}
    </View>
  );
}
