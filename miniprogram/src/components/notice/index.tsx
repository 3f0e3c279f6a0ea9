import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import { Icon } from "../icon";
import type { Tone } from "../row";
import { spoken } from "../spoken";
import "./index.scss";

const SIGNS: Record<string, string> = { good: "check", mind: "bell", stop: "alert" };

interface Props {
  tone?: Tone;
  icon?: string;
  /** It appears while the page is open, and is read then. */
  live?: boolean;
  children: ReactNode;
}

/** Something to know before going on. */
export function Notice({ tone = "", icon, live = false, children }: Props) {
  return (
    <View className={`notice ${tone}`} {...spoken(live ? { role: "status", live: "polite" } : {})}>
      <Icon name={icon ?? SIGNS[tone] ?? "paper"} />
      <View className="notice-words">{children}</View>
    </View>
  );
}
