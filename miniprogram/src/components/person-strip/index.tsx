import { View } from "@tarojs/components";

import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  /** 正在替 王桂兰 办 */
  says: string;
  /** What switching is called; none: it cannot be switched here. */
  change?: string;
  onChange?: () => void;
}

/** Whose business it is, on every page while acting for somebody. */
export function PersonStrip({ says, change = "", onChange }: Props) {
  return (
    <View className="person-strip" {...spoken({ role: "status" })}>
      <Icon name="people" />
      <View className="person-strip-who">{says}</View>
      {change ? <View className="person-strip-change" onClick={() => onChange?.()} {...spoken({ role: "button", label: change })}>{change}</View> : null}
    </View>
  );
}
