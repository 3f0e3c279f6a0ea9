import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { HELP_LINE } from "../../city";
import { here } from "../../platform/here";
import { t } from "../../words";
import { Button } from "../button";
import { spoken } from "../spoken";
import "./index.scss";

/** Always at hand in the elder flow: hear this page, or talk to a person. The first stands only where the phone can speak. */
export function Aside({ speak }: { speak: string }) {
  const [speaking, setSpeaking] = useState(false);
  const [silent, setSilent] = useState(false);
  useEffect(() => () => here.hush?.(), []);
  const toggle = (): void => {
    setSpeaking(!speaking);
    setSilent(false);
    if (speaking) here.hush?.();
    else void here.speak?.(speak).catch(() => setSilent(true)).finally(() => setSpeaking(false));
  };
  return (
    <View className="aside" {...spoken({ role: "group", label: t("aside.label") })}>
      {silent ? <View className="aside-silent" {...spoken({ role: "alert", live: "assertive" })}>{t("aside.silent")}</View> : null}
      {here.speak && speak ? <Button look="plain" icon="speak" onPress={toggle}>{speaking ? t("aside.stop") : t("aside.speak")}</Button> : null}
      <Button look="plain" icon="phone" onPress={() => here.phone(HELP_LINE)}>{`${t("aside.call")} ${HELP_LINE}`}</Button>
    </View>
  );
}
