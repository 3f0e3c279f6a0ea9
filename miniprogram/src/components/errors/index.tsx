import { View } from "@tarojs/components";

import { t } from "../../words";
import { Heading } from "../heading";
import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  errors: { field: string; message: string }[];
  /** Leads to a field; not called for an error that belongs to none. */
  onGo?: (field: string) => void;
}

/** What is wrong, all at once, each line leading to its field. Read out when it appears. */
export function Errors({ errors, onGo }: Props) {
  if (errors.length === 0) return null;
  return (
    <View id="errors" className="errors" {...spoken({ role: "alert", live: "assertive" })}>
      <Heading level={2}><View className="errors-title"><Icon name="alert" /><View>{t("ui.errors")}</View></View></Heading>
      {errors.map(({ field, message }, at) =>
        field && onGo ? (
          <View key={at} className="errors-line errors-link" onClick={() => onGo(field)} {...spoken({ role: "link", label: message })}>{message}</View>
        ) : (
          <View key={at} className="errors-line">{message}</View>
        ),
      )}
    </View>
  );
}
