import { View } from "@tarojs/components";

import { Heading } from "../../components/heading";
import { spoken } from "../../components/spoken";
import { t } from "../../words";

/** What one looked for before, to be tapped instead of typed. */
export function Recent({ words, onPick, onClear }: { words: readonly string[]; onPick: (q: string) => void; onClear: () => void }) {
  return (
    <View className="stack-near">
      <View className="recent-head">
        <Heading level={2}>{t("search.recent")}</Heading>
        <View className="recent-clear" hoverClass="pressed" onClick={onClear} {...spoken({ role: "button", label: `${t("search.clear")} ${t("search.recent")}` })}>
          {t("search.clear")}
        </View>
      </View>
      <View className="recent-words">
        {words.map((one) => (
          <View key={one} className="recent-word" hoverClass="row-pressed" onClick={() => onPick(one)} {...spoken({ role: "button", label: one })}>{one}</View>
        ))}
      </View>
    </View>
  );
}
