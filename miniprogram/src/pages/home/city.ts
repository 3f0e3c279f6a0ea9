/** What the city's look says to this face: what people often ask for, first; the number everybody may call. */
import look from "../../../../city/look.json";

export const OFTEN: readonly string[] = look.popular;
export const HELP_LINE: string = look.help_line;
