/** What was scanned or typed, as a code the city can look up. Pure. */

const LONGEST = 64;
/** Our own address for people: `https://…/verify/{code}`. */
const ADDRESS = /\/verify\/([^/?#]+)/;
const LINK = /^[a-z][a-z0-9+.-]*:/i;

/** The code in what a camera read: our address, or the bare code. "": it is something else (another link, a whole card). */
export function codeIn(scanned: string): string {
  const text = decoded(scanned.trim());
  const ours = ADDRESS.exec(text)?.[1];
  if (ours !== undefined) return tidy(ours);
  return LINK.test(text) || text.length > LONGEST ? "" : tidy(text);
}

/** Without the spaces of the groups, which people read out and type. */
export function tidy(typed: string): string {
  return typed.replace(/\s+/g, "").slice(0, LONGEST);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
