import { View } from "@tarojs/components";

import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { t } from "../../words";
import type { Paper } from "../filling/papers";

/** What one promises to bring, by when, and what happens otherwise. It is changed at the paper itself. */
export function Promises({ papers }: { papers: Paper[] }) {
  const promised = papers.flatMap(({ state, follow }) => (state === "promised" && follow ? [follow] : []));
  if (promised.length === 0) return null;
  return (
    <View className="stack-near">
      <Heading level={2}>{t("summary.promises")}</Heading>
      {promised.map(({ id, label, days, consequence }) => (
        <Notice key={id} tone="mind" icon="clock">
          <View>{t("summary.promise", { label, days })}</View>
          {consequence ? <View className="small">{consequence}</View> : null}
        </Notice>
      ))}
    </View>
  );
}
