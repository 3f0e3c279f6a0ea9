/** Every built-in component the host draws; another one on a page is a problem it tells. */
import { TAGS } from "../../tables/tags";
import { problem } from "../problems";
import { boxes } from "./boxes";
import { button } from "./button";
import { choices } from "./choices";
import { fields } from "./fields";
import { part, Piece } from "./piece";
import { picker } from "./picker";
import { pictures } from "./pictures";

class NotDrawn extends Piece {
  override born(): void {
    problem("component", `<${this.host.tagName.toLowerCase().replace("wx-", "")}> is not drawn by the host`);
  }
}

export function parts(): void {
  for (const tag of TAGS) part(tag, NotDrawn);
  for (const define of [boxes, button, fields, choices, picker, pictures]) define();
}
