import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

export type Tone = "good" | "mind" | "stop" | "";

interface Props {
  title: string;
  says?: string;
  icon?: string;
  tone?: Tone;
  onPress: () => void;
}

/** One line that leads somewhere. */
export function Row({ title, says = "", icon, tone = "", onPress }: Props) {
  return (
    <View className={`row ${tone}`} hoverClass="row-pressed" onClick={onPress} {...spoken({ role: "button", label: says ? `${title} ${says}` : title })}>
      {icon ? <View className="row-tile"><Icon name={icon} /></View> : null}
      <View className="row-what">
        <View className="row-name">{title}</View>
        {says ? <View className="row-says">{says}</View> : null}
      </View>
      <View className="row-next"><Icon name="next" size="small" /></View>
    </View>
  );
}

/** Rows under one another. `label`: what they are, when no heading says it. */
export function Rows({ label, children }: { label?: string; children: ReactNode }) {
  return <View className="rows" {...spoken({ role: label ? "group" : undefined, label })}>{children}</View>;
}
