import { View } from "@tarojs/components";

import { t } from "../../words";
import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  /** The question, for whoever hears the group. */
  label: string;
  /** `{value: words}`, in the order in which they stand. */
  options: Record<string, string>;
  chosen: string[];
  /** Several may be chosen. */
  many?: boolean;
  /** The elder flow: one tap answers and goes on. Only for one choice. */
  tap?: boolean;
  invalid?: boolean;
  /** All that is chosen now. */
  onChoose: (chosen: string[]) => void;
}

/** Rows to choose from: one, several, or one tap that goes on. */
export function Choices({ label, options, chosen, many = false, tap = false, invalid = false, onChoose }: Props) {
  const pick = (value: string): void => {
    if (!many) return onChoose([value]);
    onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return (
    <View className={`choices${invalid ? " choices-wrong" : ""}`} {...spoken({ role: many || tap ? "group" : "radiogroup", label })}>
      {Object.entries(options).map(([value, words]) => (
        <Choice key={value} words={words} kind={tap ? "button" : many ? "checkbox" : "radio"} chosen={chosen.includes(value)} onPress={() => pick(value)} />
      ))}
    </View>
  );
}

interface ChoiceProps {
  words: string;
  kind: "button" | "checkbox" | "radio";
  chosen: boolean;
  onPress: () => void;
}

function Choice({ words, kind, chosen, onPress }: ChoiceProps) {
  const tap = kind === "button";
  const label = tap && chosen ? `${words} ${t("ui.chosen_before")}` : words;
  return (
    <View
      className={`choice${chosen && !tap ? " choice-chosen" : ""}${tap ? " choice-tap" : ""}`}
      hoverClass="choice-pressed"
      onClick={onPress}
      {...spoken({ role: kind, label, checked: tap ? undefined : chosen })}
    >
      {tap ? null : <View className={`choice-mark choice-${kind}`}>{chosen ? <Icon name="check" size="small" /> : null}</View>}
      <View className="choice-words">
        {words}
        {tap && chosen ? <View className="small">{t("ui.chosen_before")}</View> : null}
      </View>
      {tap ? <Icon name="next" size="small" /> : null}
    </View>
  );
}
