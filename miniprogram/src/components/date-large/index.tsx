import { View } from "@tarojs/components";

import "./index.scss";

interface Props {
  /** 最晚这天给您答复 */
  says: string;
  /** The day in words, with its weekday. */
  day: string;
  /** Late, in words; only when it is. */
  late?: string;
  more?: string[];
}

/** The one date that counts, in large. */
export function DateLarge({ says, day, late = "", more = [] }: Props) {
  return (
    <View className="date-large">
      <View className="small">{says}</View>
      <View className="date-large-day">{day}</View>
      {late ? <View className="date-large-late">{late}</View> : null}
      {more.map((line) => <View key={line} className="small">{line}</View>)}
    </View>
  );
}
