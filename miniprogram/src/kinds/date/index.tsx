import { Picker, View } from "@tarojs/components";

import { Icon } from "../../components/icon";
import { spoken } from "../../components/spoken";
import { Typed } from "../../components/typed";
import { t } from "../../words";
import { day } from "../../words/speak";
import { type AskProps, pathOf, questionOf } from "../asked";
import { Frame } from "../frame";
import { type Boxes, boxesOf, isoOf, reach } from "./boxes";
import "../pick.scss";
import "./index.scss";

/** A day: turned on the platform's wheel, or, in the elder flow, typed in three boxes as well. */
export function AskDate(asked: AskProps) {
  return (
    <Frame asked={asked} hint={asked.elder ? t("kinds.date_hint") : ""}>
      {asked.elder ? <DateBoxes asked={asked} /> : null}
      <Wheel asked={asked} />
    </Frame>
  );
}

function Wheel({ asked }: { asked: AskProps }) {
  const { field, value, error, onAnswer, onLeave } = asked;
  const now = isoOf(value);
  const words = now ? day(now, "") : t("kinds.pick_date"); // with its year, whichever it is now
  const label = `${questionOf(field)} ${words}`;
  const chosen = (event: { detail: { value: string } }): void => {
    onAnswer(event.detail.value);
    if (error) onLeave?.(pathOf(asked));
  };
  return (
    <Picker mode="date" value={now} {...reach(field.min, field.max)} onChange={chosen} {...spoken({ role: "button", label, invalid: error ? true : undefined })}>
      <View className={`pick-line${error ? " pick-line-wrong" : ""}`}>
        <View className={now ? "pick-line-words" : "pick-line-words soft"}>{words}</View>
        <Icon name="calendar" />
      </View>
    </Picker>
  );
}

function DateBoxes({ asked }: { asked: AskProps }) {
  const boxes = boxesOf(asked.value);
  const typed = (part: keyof Boxes) => (text: string) => asked.onAnswer({ ...boxes, [part]: text });
  return (
    <View className="date-boxes" {...spoken({ role: "group", label: questionOf(asked.field) })}>
      {(["year", "month", "day"] as const).map((part) => (
        <View key={part} className="date-box">
          <Typed
            name={t(`dates.${part}`)}
            value={boxes[part]}
            keyboard="number"
            most={part === "year" ? 4 : 2}
            invalid={Boolean(asked.error)}
            onType={typed(part)}
            onLeave={() => (part === "day" ? asked.onLeave?.(pathOf(asked)) : undefined)}
          />
          <View className="date-box-unit">{t(`dates.${part}`)}</View>
        </View>
      ))}
    </View>
  );
}
