import { View } from "@tarojs/components";

import { uploadFile } from "../api/calls";
import { Button } from "../components/button";
import { Icon } from "../components/icon";
import { spoken } from "../components/spoken";
import { type Given, Uploads } from "../components/uploads";
import { here } from "../platform/here";
import { t } from "../words";
import type { Files } from "./asked";
import type { Taken } from "./taking";
import { type Sending, type Taking, useTaking } from "./use-taking";
import "./papers.scss";

interface Props {
  /** What it is for, so that whoever hears the buttons knows. */
  label: string;
  target: string;
  kind: Taken;
  most: number;
  files: Files;
}

/** What was given, what is on its way, and the ways to give more. */
export function Papers({ label, target, kind, most, files }: Props) {
  const taking = useTaking(files, target, kind, most);
  const shown = shownOf(files, taking.sending);
  const full = files.given.length + taking.sending.length >= most;
  return (
    <View className="papers">
      {shown.length > 0 ? <Uploads uploads={shown} find={uploadFile} onRemove={(id) => void taking.remove(id)} /> : null}
      {files.elsewhere && files.given.length === 0 ? <View className="small">{t("kinds.elsewhere")}</View> : null}
      {files.known && files.given.length === 0 ? <Uploads uploads={[{ id: "", name: t("kinds.city_picture"), picture: files.known }]} /> : null}
      {taking.sending.filter((one) => one.failed).map((one) => <Failed key={one.key} one={one} taking={taking} />)}
      {taking.wrong ? <View className="papers-wrong" {...spoken({ role: "alert", live: "assertive" })}><Icon name="alert" size="small" /><View>{taking.wrong}</View></View> : null}
      {full ? <View className="small">{t("kinds.full", { max: most })}</View> : <Ways label={label} kind={kind} taking={taking} />}
    </View>
  );
}

function shownOf(files: Files, sending: Sending[]): Given[] {
  const going = sending.filter((one) => !one.failed).map(({ key, file }) => ({ id: key, name: file.name, size: file.size, sending: true }));
  return [...files.given, ...going];
}

function Failed({ one, taking }: { one: Sending; taking: Taking }) {
  return (
    <View className="papers-failed">
      <View>{one.file.name}</View>
      <Button look="plain" label={`${t("kinds.again")} ${one.file.name}`} onPress={() => void taking.again(one)}>{t("kinds.again")}</Button>
      <Button look="quiet" label={`${t("uploads.remove")} ${one.file.name}`} onPress={() => taking.forget(one.key)}>{t("uploads.remove")}</Button>
    </View>
  );
}

function Ways({ label, kind, taking }: { label: string; kind: Taken; taking: Taking }) {
  const busy = taking.sending.some((one) => !one.failed);
  return (
    <View className="papers-ways">
      <Button look="plain" icon="camera" busy={busy} label={`${t("kinds.take_photo")} ${label}`} onPress={() => void taking.take("camera")}>{t("kinds.take_photo")}</Button>
      <Button look="plain" busy={busy} label={`${t("kinds.choose_photo")} ${label}`} onPress={() => void taking.take("album")}>{t("kinds.choose_photo")}</Button>
      {kind === "file" && here.chooseFile ? (
        <Button look="plain" icon="paper" busy={busy} label={`${t("kinds.choose_file")} ${label}`} onPress={() => void taking.take("file")}>{t("kinds.choose_file")}</Button>
      ) : null}
    </View>
  );
}
