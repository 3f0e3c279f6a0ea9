import { View } from "@tarojs/components";

import { Icon } from "../icon";
import type { Tone } from "../row";
import { spoken } from "../spoken";
import "./index.scss";

export interface Person {
  /** In the scene's words: 孩子的另一位家长. */
  role: string;
  name: string;
  /** Their word, and by when. */
  says: string;
  tone?: Tone;
}

const SIGNS: Record<string, string> = { good: "check", mind: "clock", stop: "cross" };

/** Everybody in it and their word. */
export function People({ people }: { people: Person[] }) {
  return (
    <View className="people" {...spoken({ role: "list" })}>
      {people.map(({ role, name, says, tone = "" }) => (
        <View key={role} className={`person ${tone}`} {...spoken({ role: "listitem" })}>
          <Icon name={SIGNS[tone] ?? "person"} />
          <View>
            <View className="small">{role}</View>
            <View className="person-name">{name}</View>
            <View className="person-says">{says}</View>
          </View>
        </View>
      ))}
    </View>
  );
}
