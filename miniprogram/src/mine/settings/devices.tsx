import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { devices, endSession } from "../../api/calls";
import type { Device } from "../../api/shapes";
import { Button } from "../../components/button";
import { Loading } from "../../components/loading";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { t } from "../../words";
import { moment } from "../../words/speak";

interface Said {
  list: Device[] | null;
  busy: string;
  ended: boolean;
  error: unknown;
}

/** Where one is signed in; every other device can be put out from here. */
export function Devices() {
  const { list, busy, ended, error, fetch, end } = useDevices();
  if (list === null) return error === null ? <Loading /> : <Failed error={error} onAgain={fetch} />;
  return (
    <View className="stack-near">
      {ended ? <Notice tone="good" live>{t("settings.device_ended")}</Notice> : null}
      {error === null ? null : <Failed error={error} onAgain={fetch} />}
      {list.map((one) => <Line key={one.id} device={one} busy={busy === one.id} onEnd={() => end(one.id)} />)}
    </View>
  );
}

function Line({ device, busy, onEnd }: { device: Device; busy: boolean; onEnd: () => void }) {
  const name = device.device || device.face || device.channel;
  return (
    <View className="settings-line">
      <View className="strong">{name}</View>
      <View className="small">{device.current ? t("settings.device_current") : t("settings.device_seen", { at: moment(device.seen_at) })}</View>
      {device.current ? null : <Button look="quiet" busy={busy} label={`${t("settings.device_end")} ${name}`} onPress={onEnd}>{t("settings.device_end")}</Button>}
    </View>
  );
}

function useDevices(): Said & { fetch: () => void; end: (id: string) => void } {
  const [said, setSaid] = useState<Said>({ list: null, busy: "", ended: false, error: null });
  const fetch = (): void => {
    devices().then(({ items }) => setSaid((was) => ({ ...was, list: items, error: null }))).catch((error: unknown) => setSaid((was) => ({ ...was, error })));
  };
  useEffect(fetch, []);
  const end = (id: string): void => {
    if (said.busy) return;
    setSaid((was) => ({ ...was, busy: id, ended: false, error: null }));
    endSession(id)
      .then(() => setSaid((was) => ({ list: was.list?.filter((one) => one.id !== id) ?? null, busy: "", ended: true, error: null })))
      .catch((error: unknown) => setSaid((was) => ({ ...was, busy: "", error })));
  };
  return { ...said, fetch, end };
}
