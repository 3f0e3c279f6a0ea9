import { Image, View } from "@tarojs/components";

import { t } from "../../words";
import { Button } from "../button";
import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

export interface Given {
  id: string;
  name: string;
  /** Bytes. */
  size?: number;
  /** A temporary path or data URI, for pictures. */
  picture?: string;
  /** On its way to the server. */
  sending?: boolean;
}

/** What has been given already, each with its way out. */
export function Uploads({ uploads, onRemove }: { uploads: Given[]; onRemove?: (id: string) => void }) {
  return (
    <View className="uploads" {...spoken({ role: "list" })}>
      {uploads.map(({ id, name, size, picture, sending = false }) => (
        <View key={id} className="upload" {...spoken({ role: "listitem" })}>
          {picture ? <Image className="upload-picture" src={picture} mode="aspectFill" {...spoken({ role: "img", label: t("uploads.picture") })} /> : <Icon name="paper" />}
          <View className="upload-words">
            <View>{name}</View>
            {sending ? <View className="small">{t("waiting.sending")}</View> : size ? <View className="small">{t("uploads.size", { kb: Math.round(size / 1024) })}</View> : null}
          </View>
          {onRemove && !sending ? <Button look="quiet" label={`${t("uploads.remove")} ${name}`} onPress={() => onRemove(id)}>{t("uploads.remove")}</Button> : null}
        </View>
      ))}
    </View>
  );
}
