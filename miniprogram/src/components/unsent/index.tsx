import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { carryOn, useSignedIn } from "../../account";
import { onPending, type Pending, replay, waiting } from "../../api/pending";
import { t } from "../../words";
import { Button } from "../button";
import { Notice } from "../notice";
import "./index.scss";

/** Not yet sent: stands on every page as long as something waits, for the net or for the person to sign in. */
export function Unsent() {
  const [list, setList] = useState<Pending[]>(waiting);
  const [busy, setBusy] = useState(false);
  const inside = useSignedIn();
  useEffect(() => onPending(setList), []);
  if (list.length === 0) return null;
  const again = (): void => {
    setBusy(true);
    void carryOn(sent).catch(() => undefined).finally(() => setBusy(false)); // what still waits still stands here
  };
  return (
    <View className="unsent">
      <Notice tone="mind" live>
        <View className="unsent-title">{t("waiting.unsent", { count: list.length })}</View>
        {list.map((one) => <View key={one.key}>{one.about}</View>)}
        <View className="small">{t(inside ? "waiting.unsent_more" : "waiting.unsent_sign_in")}</View>
        <Button look="quiet" busy={busy} onPress={again}>{t("waiting.send_now")}</Button>
      </Notice>
    </View>
  );
}

/** Raises why it could not be: to sign in first leads to the door. */
async function sent(): Promise<void> {
  const { stopped } = await replay();
  if (stopped !== null) throw stopped;
}
