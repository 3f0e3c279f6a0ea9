import { View } from "@tarojs/components";

import type { Verdict } from "../../api/shapes";
import { Heading } from "../heading";
import { Icon } from "../icon";
import "./index.scss";

export const TONES = { yes: "good", no: "stop", maybe: "mind" } as const;
export const SIGNS = { yes: "check", no: "cross", maybe: "question" } as const;

/** Yes, no or maybe, in words first; the colour and the sign only say it again. */
export function Outcome({ outcome, says, more = "" }: { outcome: Verdict; says: string; more?: string }) {
  return (
    <View className={`outcome ${TONES[outcome]}`}>
      <View className="sign sign-large"><Icon name={SIGNS[outcome]} size="large" /></View>
      <View className="outcome-words">
        <Heading>{says}</Heading>
        {more ? <View>{more}</View> : null}
      </View>
    </View>
  );
}
