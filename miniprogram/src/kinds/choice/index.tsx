import { Choices } from "../../components/choices";
import { type AskProps, pathOf, questionOf, textOf } from "../asked";
import { Frame } from "../frame";

/** One of several. In the elder flow, alone on its page, one tap answers and goes on. */
export function AskChoice(asked: AskProps) {
  const { field, value, error, page, elder, onAnswer, onTap } = asked;
  const tap = Boolean(page && elder && onTap);
  const choose = (given: string): void => {
    onAnswer(given);
    if (tap) onTap?.(given);
    else asked.onLeave?.(pathOf(asked));
  };
  return (
    <Frame asked={asked}>
      <Choices label={questionOf(field)} options={field.options ?? {}} chosen={[textOf(value)]} tap={tap} invalid={Boolean(error)} onChoose={([given = ""]) => choose(given)} />
    </Frame>
  );
}
