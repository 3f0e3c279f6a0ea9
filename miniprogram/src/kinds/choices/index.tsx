import { Choices } from "../../components/choices";
import { isList } from "../../rules";
import { t } from "../../words";
import { type AskProps, pathOf, questionOf, textOf } from "../asked";
import { Frame } from "../frame";

/** Any of several, kept in the order in which they stand. */
export function AskChoices(asked: AskProps) {
  const { field, value, error, onAnswer } = asked;
  const options = field.options ?? {};
  const chosen = isList(value) ? value.map(textOf) : [];
  const most = Number(field.max ?? Infinity);
  const choose = (given: string[]): void => {
    onAnswer(Object.keys(options).filter((option) => given.includes(option)));
    if (error || given.length > most) asked.onLeave?.(pathOf(asked));
  };
  return (
    <Frame asked={asked} hint={t("kinds.choices_hint")}>
      <Choices label={questionOf(field)} options={options} chosen={chosen} many invalid={Boolean(error)} onChoose={choose} />
    </Frame>
  );
}
