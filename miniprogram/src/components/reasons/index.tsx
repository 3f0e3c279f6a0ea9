import { View } from "@tarojs/components";

import type { Reason } from "../../api/shapes";
import { t } from "../../words";
import { Icon } from "../icon";
import { SIGNS, TONES } from "../outcome";
import { spoken } from "../spoken";
import "./index.scss";

/** Why: each condition with what we saw. */
export function Reasons({ reasons }: { reasons: Pick<Reason, "id" | "outcome" | "says">[] }) {
  return (
    <View className="reasons" {...spoken({ role: "list" })}>
      {reasons.map((reason) => (
        <View key={reason.id} className={`reason ${TONES[reason.outcome]}`} {...spoken({ role: "listitem" })}>
          <View className="sign sign-small"><Icon name={SIGNS[reason.outcome]} size="small" /></View>
          <View className="reason-words">
            <View>{reason.says}</View>
            <View className="reason-state">{t(`reasons.${reason.outcome}`)}</View>
          </View>
        </View>
      ))}
    </View>
  );
}
