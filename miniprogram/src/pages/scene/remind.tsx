import { View } from "@tarojs/components";
import { useState } from "react";

import { carryOn, TurnedBack } from "../../account";
import { dropReminder, remindMe } from "../../api/calls";
import type { Reminder, Scene } from "../../api/shapes";
import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { t } from "../../words";
import { day } from "../../words/speak";

/** Too early today: to be told when the day comes, and to say that it need not be after all. */
export function Remind({ scene }: { scene: Scene }) {
  const [reminder, setReminder] = useState<Reminder | null>(null);
  const [said, setSaid] = useState({ busy: false, error: null as unknown });
  const run = (work: () => Promise<Reminder>): void => {
    setSaid({ busy: true, error: null });
    carryOn(work)
      .then((one) => setReminder(one.state === "dropped" ? null : one))
      .then(() => setSaid({ busy: false, error: null }))
      .catch((error: unknown) => setSaid({ busy: false, error: error instanceof TurnedBack ? null : error }));
  };
  const ask = (): void => run(() => remindMe(scene.slug));
  if (said.error !== null) return <Failed error={said.error} onAgain={ask} />;
  if (reminder === null) return <Button icon="bell" busy={said.busy} onPress={ask}>{t("remind.ask")}</Button>;
  return <Kept reminder={reminder} busy={said.busy} onDrop={() => run(() => dropReminder(reminder.id))} />;
}

function Kept({ reminder, busy, onDrop }: { reminder: Reminder; busy: boolean; onDrop: () => void }) {
  const state = reminder.state === "told" ? "told" : "waiting";
  return (
    <Notice tone="good" live>
      <View className="strong">{t(`remind.title.${state}`)}</View>
      <View>{t("remind.says", { date: day(reminder.tell_on) })}</View>
      <View className="small">{t(`remind.more_${state}`, { date: day(reminder.possible_on) })}</View>
      {state === "waiting" ? <Button look="quiet" busy={busy} onPress={onDrop}>{t("remind.drop")}</Button> : null}
    </Notice>
  );
}
