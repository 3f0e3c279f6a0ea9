import { View } from "@tarojs/components";

import type { Line } from "../../api/shapes";
import { t } from "../../words";
import { moment } from "../../words/speak";
import { Fold } from "../fold";
import { spoken } from "../spoken";
import "./index.scss";

/** What has happened, newest first, folded. */
export function History({ lines, open = false }: { lines: Line[]; open?: boolean }) {
  const newest = [...lines].sort((one, other) => other.seq - one.seq);
  return (
    <Fold title={t("history.title", { count: lines.length })} open={open}>
      <View className="history" {...spoken({ role: "list" })}>
        {newest.map((line) => (
          <View key={line.seq} className="history-line" {...spoken({ role: "listitem" })}>
            <View className="small">{moment(line.at)}</View>
            <View>{line.says}</View>
            {line.by ? <View className="small">{line.by}</View> : null}
            {line.rules.map((rule) => <View key={rule.id} className="small history-rule">{rule.says}</View>)}
          </View>
        ))}
      </View>
    </Fold>
  );
}
