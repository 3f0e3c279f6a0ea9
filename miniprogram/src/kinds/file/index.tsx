import { t } from "../../words";
import { type AskProps, questionOf } from "../asked";
import { Frame } from "../frame";
import { limit } from "../kind";
import { Papers } from "../papers";
import { MOST_FILES } from "../uploads";

/** Papers: photographed, chosen from the album, or any file where the platform can. */
export function AskFile(asked: AskProps) {
  const { field, files } = asked;
  return (
    <Frame asked={asked} hint={t("kinds.file_hint")}>
      {files ? <Papers label={questionOf(field)} target={field.id} kind="file" most={limit(field.max, MOST_FILES)} files={files} /> : null}
    </Frame>
  );
}
