import { t } from "../../words";
import { type AskProps, questionOf } from "../asked";
import { Frame } from "../frame";
import { limit } from "../kind";
import { Papers } from "../papers";

/** A picture: taken now, from the album, or the one the city has. */
export function AskPhoto(asked: AskProps) {
  const { field, files } = asked;
  return (
    <Frame asked={asked} hint={t("kinds.photo_hint")}>
      {files ? <Papers label={questionOf(field)} target={field.id} kind="photo" most={limit(field.max, 1)} files={files} /> : null}
    </Frame>
  );
}
