import { View } from "@tarojs/components";

import { Choices } from "../../components/choices";
import { t } from "../../words";
import { type AskProps, pathOf, questionOf } from "../asked";
import { Frame } from "../frame";
import "./index.scss";

const YES = "yes";

/** Words to read, and that one has read them and they are true. */
export function AskStatement(asked: AskProps) {
  const { field, value, error, onAnswer } = asked;
  const given = value === true || value === YES;
  const choose = (chosen: string[]): void => {
    onAnswer(chosen.length > 0);
    if (error) asked.onLeave?.(pathOf(asked));
  };
  return (
    <Frame asked={asked}>
      {field.says && field.label && field.label !== field.says ? <View className="statement as-written">{field.label}</View> : null}
      <Choices label={questionOf(field)} options={{ [YES]: t("kinds.statement") }} chosen={given ? [YES] : []} many invalid={Boolean(error)} onChoose={choose} />
    </Frame>
  );
}
