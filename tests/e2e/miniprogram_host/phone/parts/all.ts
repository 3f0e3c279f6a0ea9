/** Every built-in component the host draws; another one on a page is a problem it tells. */
import { boxes } from "./boxes";
import { button } from "./button";
import { choices } from "./choices";
import { fields } from "./fields";
import { picker } from "./picker";
import { pictures } from "./pictures";

export function parts(): void {
  for (const define of [boxes, button, fields, choices, picker, pictures]) define();
}
