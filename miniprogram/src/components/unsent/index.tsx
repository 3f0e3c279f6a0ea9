import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { onPending, type Pending, replay, waiting } from "../../api/pending";
import { t } from "../../words";
import { Button } from "../button";
import { Notice } from "../notice";
import "./index.scss";

/** Not yet sent: stands on every page as long as something waits for the net. */
export function Unsent() {
  const [list, setList] = useState<Pending[]>(waiting);
  const [busy, setBusy] = useState(false);
  useEffect(() => onPending(setList), []);
  if (list.length === 0) return null;
  const again = (): void => {
    setBusy(true);
    void replay().finally(() => setBusy(false));
  };
  return (
    <View className="unsent">
      <Notice tone="mind" live>
        <View className="unsent-title">{t("waiting.unsent", { count: list.length })}</View>
        {list.map((one) => <View key={one.key}>{one.about}</View>)}
        <View className="small">{t("waiting.unsent_more")}</View>
        <Button look="quiet" busy={busy} onPress={again}>{t("waiting.send_now")}</Button>
      </Notice>
    </View>
  );
}
