import type { ComponentType } from "react";

import { Notice } from "../components/notice";
import { own } from "../rules";
import { t } from "../words";
import { AskAddress } from "./address";
import type { AskProps } from "./asked";
import { AskChoice } from "./choice";
import { AskChoices } from "./choices";
import { AskDate } from "./date";
import { AskFile } from "./file";
import { Frame } from "./frame";
import { AskGroup } from "./group";
import { AskIdNumber } from "./id_number";
import { AskNumber } from "./number";
import { AskPhone } from "./phone";
import { AskPhoto } from "./photo";
import { AskRegion } from "./region";
import { AskStatement } from "./statement";
import { AskText } from "./text";

/** Made when it is first asked for: a group asks for the inputs of its questions. A test compares it with the folders. */
export function inputs(): { readonly [kind: string]: ComponentType<AskProps> } {
  return {
    address: AskAddress,
    choice: AskChoice,
    choices: AskChoices,
    date: AskDate,
    file: AskFile,
    group: AskGroup,
    id_number: AskIdNumber,
    number: AskNumber,
    phone: AskPhone,
    photo: AskPhoto,
    region: AskRegion,
    statement: AskStatement,
    text: AskText,
  };
}

/** One question of any kind. */
export function Ask(asked: AskProps) {
  const Input = own(inputs(), asked.field.kind) ?? Strange;
  return <Input {...asked} />;
}

/** A kind of tomorrow: said as it is; the browser's pages know it. */
function Strange(asked: AskProps) {
  return <Frame asked={asked}><Notice tone="mind">{t("kinds.strange")}</Notice></Frame>;
}
