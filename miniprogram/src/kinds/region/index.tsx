import { type AskProps, pathOf, questionOf, textOf } from "../asked";
import { Frame } from "../frame";
import { Levels } from "./levels";

/** A place of the city. */
export function AskRegion(asked: AskProps) {
  const { field, value, error, elder, onAnswer } = asked;
  const pick = (code: string | null): void => {
    onAnswer(code);
    if (error && code) asked.onLeave?.(pathOf(asked));
  };
  return (
    <Frame asked={asked}>
      <Levels label={questionOf(field)} options={field.options ?? {}} code={textOf(value)} elder={elder ?? false} invalid={Boolean(error)} onPick={pick} />
    </Frame>
  );
}
