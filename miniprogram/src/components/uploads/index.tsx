import { Image, View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { t } from "../../words";
import { Button } from "../button";
import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

/** Names of files that are no picture. */
const OTHER = /\.(pdf|ofd)$/i;

export interface Given {
  id: string;
  /** As the phone called it; "" when it was given on another one. */
  name: string;
  /** Bytes. */
  size?: number;
  /** A temporary path or data URI, for pictures. */
  picture?: string;
  /** On its way to the server. */
  sending?: boolean;
}

interface Props {
  uploads: Given[];
  onRemove?: ((id: string) => void) | undefined;
  /** Fetches what this phone has no picture of, or lost it: a temporary path. */
  find?: ((id: string) => Promise<string>) | undefined;
}

/** What has been given already, each with its way out. */
export function Uploads({ uploads, onRemove, find }: Props) {
  return (
    <View className="uploads" {...spoken({ role: "list" })}>
      {uploads.map((one, at) => <Upload key={one.id} one={{ ...one, name: one.name || t("uploads.nth", { number: at + 1 }) }} drawn={isDrawn(one)} {...{ onRemove, find }} />)}
    </View>
  );
}

/** What has a name of another kind is no picture. */
function isDrawn({ name, picture }: Given): boolean {
  return Boolean(picture) || !OTHER.test(name);
}

interface OneProps extends Pick<Props, "onRemove" | "find"> {
  one: Given;
  drawn: boolean;
}

function Upload({ one: { id, name, size, picture, sending = false }, drawn, onRemove, find }: OneProps) {
  return (
    <View className="upload" {...spoken({ role: "listitem" })}>
      {drawn && !sending ? <Picture id={id} picture={picture} find={find} /> : <Icon name="paper" />}
      <View className="upload-words">
        <View>{name}</View>
        {sending ? <View className="small">{t("waiting.sending")}</View> : size ? <View className="small">{t("uploads.size", { kb: Math.round(size / 1024) })}</View> : null}
      </View>
      {onRemove && !sending ? <Button look="quiet" label={`${t("uploads.remove")} ${name}`} onPress={() => onRemove(id)}>{t("uploads.remove")}</Button> : null}
    </View>
  );
}

/** The phone's own, which it forgets when it likes; then the server's; then a sheet of paper. */
function Picture({ id, picture = "", find }: { id: string; picture?: string | undefined; find?: Props["find"] }) {
  const [src, setSrc] = useState(picture);
  const [found, setFound] = useState(false);
  const look = (): void => {
    setSrc("");
    if (found || !find || !id) return;
    setFound(true);
    find(id).then(setSrc, () => undefined);
  };
  useEffect(() => (picture ? setSrc(picture) : look()), [picture]);
  if (src === "") return <Icon name="paper" />;
  return <Image className="upload-picture" src={src} mode="aspectFill" onError={look} {...spoken({ role: "img", label: t("uploads.picture") })} />;
}
