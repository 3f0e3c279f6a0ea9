import { View } from "@tarojs/components";

import { here } from "../../platform/here";
import { t } from "../../words";
import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

/** A person to talk to. Large in the elder flow. */
export function Call({ number, says = "" }: { number: string; says?: string }) {
  const why = says || t("ui.call");
  return (
    <View className="call" hoverClass="pressed" onClick={() => here.phone(number)} {...spoken({ role: "button", label: `${why} ${number}` })}>
      <Icon name="phone" />
      <View>
        <View className="small">{why}</View>
        <View className="call-number">{number}</View>
      </View>
    </View>
  );
}
