import { View } from "@tarojs/components";

import { Offline as NoNet, Refusal, Slow } from "../../api/refusals";
import { HELP_LINE } from "../../city";
import { t } from "../../words";
import { Button } from "../button";
import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  /** What a call raised. */
  error: unknown;
  onAgain?: () => void;
  /** What was typed is kept on this phone: say so. */
  kept?: boolean;
}

/** It did not work: no net, too slow, or the server's own words for why. Says what is true and offers the next try. */
export function Failed({ error, onAgain, kept = false }: Props) {
  const { icon, title, says, trace } = told(error);
  return (
    <View className="failed" {...spoken({ role: "alert", live: "assertive" })}>
      <Icon name={icon} size="large" />
      <View className="failed-title">{title}</View>
      {says ? <View>{says}</View> : null}
      {kept ? <View>{t("waiting.kept")}</View> : null}
      {trace ? <View className="small">{t("refused.trace")}{trace}</View> : null}
      {onAgain ? <Button look="plain" onPress={onAgain}>{t("refused.again")}</Button> : null}
    </View>
  );
}

function told(error: unknown): { icon: string; title: string; says: string; trace: string } {
  if (error instanceof NoNet) return { icon: "globe", title: t("waiting.offline"), says: t("waiting.offline_more"), trace: "" };
  if (error instanceof Slow) return { icon: "clock", title: t("waiting.slow"), says: t("waiting.slow_more"), trace: "" };
  if (error instanceof Refusal) return { icon: "alert", title: error.title || t("waiting.odd"), says: error.detail, trace: error.status >= 500 ? error.traceId : "" };
  return { icon: "alert", title: t("waiting.odd"), says: t("waiting.odd_more", { number: HELP_LINE }), trace: "" };
}
