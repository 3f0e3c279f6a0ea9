import { Image, View } from "@tarojs/components";

import type { Licence as Shape } from "../../api/shapes";
import { t } from "../../words";
import { Heading } from "../heading";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  licence: Pick<Shape, "title" | "issued_by" | "identifier" | "status" | "rows" | "note">;
  /** A temporary path or data URI. */
  photo?: string;
}

/** A licence as a document. */
export function Licence({ licence, photo }: Props) {
  const dead = licence.status !== "active";
  return (
    <View className={`licence${dead ? " licence-dead" : ""}`}>
      <View className="licence-head"><View className="small">{licence.issued_by}</View><Heading>{licence.title}</Heading></View>
      <View className="licence-body">
        {photo ? <Image className="licence-photo" src={photo} mode="aspectFill" {...spoken({ role: "img", label: t("licence.photo") })} /> : null}
        <View className="licence-rows">
          {licence.rows.map(([label, value]) => (
            <View key={label} className="licence-row"><View className="small">{label}</View><View className="licence-value">{value}</View></View>
          ))}
        </View>
      </View>
      <View className="licence-foot">
        {licence.status === "active" ? null : <View className="licence-state">{t(`licence.status.${licence.status}`)}</View>}
        {licence.note ? <View className="small">{licence.note}</View> : null}
        <View className="small">{t("licence.identifier")}</View>
        <View className="small licence-number">{licence.identifier}</View>
      </View>
    </View>
  );
}
