import { View } from "@tarojs/components";

import { Button } from "../../components/button";
import { Heading } from "../../components/heading";
import { Failed } from "../../components/offline";
import { Pass } from "../../components/pass";
import { spoken } from "../../components/spoken";
import { t } from "../../words";
import type { Showing as Shape } from "./use-pass";

/** The whole screen, bright: the code to scan or to read out, its seconds, a new one by a tap. */
export function Showing({ title, showing }: { title: string; showing: Shape }) {
  const { pass, busy, error, renew, close } = showing;
  if (pass === null) return null;
  return (
    <View className="licence-showing" {...spoken({ role: "dialog", label: t("pass.title") })}>
      <View className="licence-showing-head"><View className="small">{title}</View><Heading level={2}>{t("pass.title")}</Heading></View>
      <Pass key={pass.code} code={pass.code} qr={pass.qr} until={pass.expires_at} lives={pass.lives} />
      {error ? <Failed error={error} /> : null}
      <View className="actions">
        <Button look="plain" busy={busy} onPress={renew}>{t(busy ? "licence.making" : "pass.again")}</Button>
        <Button look="quiet" onPress={close}>{t("pass.close")}</Button>
      </View>
      <View className="small">{t("pass.says_phone")}</View>
    </View>
  );
}
