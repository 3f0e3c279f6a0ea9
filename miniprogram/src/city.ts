/** What the city's look (`city/look.json`) says to this face: what people often ask for, first; the number everybody may call. */
export const OFTEN: readonly string[] = CITY.popular;
export const HELP_LINE: string = CITY.help_line;
