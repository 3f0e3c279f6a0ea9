import { Image, View } from "@tarojs/components";

import { t } from "../../words";
import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

export interface SummaryRow {
  id: string;
  label: string;
  value: string;
  /** A picture in place of the value: a data URI or a temporary path. */
  picture?: string;
  source?: string;
  onChange?: () => void;
}

/** What will be sent, line by line, each with its way to change it. */
export function Summary({ rows }: { rows: SummaryRow[] }) {
  return <View className="summary">{rows.map((row) => <Line key={row.id} {...row} />)}</View>;
}

function Line({ id, label, value, picture, source = "", onChange }: SummaryRow) {
  return (
    <View id={`row-${id}`} className="summary-row">
      <View className="summary-words">
        <View className="small">{label}</View>
        {picture ? <Image className="summary-picture" src={picture} mode="aspectFill" {...spoken({ role: "img", label })} /> : <View>{value}</View>}
        {source ? <View className="field-source"><Icon name="office" size="small" /><View>{source}</View></View> : null}
      </View>
      {onChange ? (
        <View className="summary-change" hoverClass="pressed" onClick={onChange} {...spoken({ role: "button", label: `${t("ui.change")} ${label}` })}>
          {t("ui.change")}
        </View>
      ) : null}
    </View>
  );
}
