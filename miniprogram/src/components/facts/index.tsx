import { View } from "@tarojs/components";

import { Icon } from "../icon";
import "./index.scss";

export interface Fact {
  icon: string;
  label: string;
  value: string;
  /** Short lines below. */
  more?: string[];
}

/** What to know at a glance: to bring, cost, time, visits, offices. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <View className="facts">
      {facts.map(({ icon, label, value, more = [] }) => (
        <View key={label} className="fact">
          <Icon name={icon} />
          <View className="fact-words">
            <View className="small">{label}</View>
            <View className="fact-value">{value}</View>
            {more.map((line) => <View key={line} className="small">{line}</View>)}
          </View>
        </View>
      ))}
    </View>
  );
}
