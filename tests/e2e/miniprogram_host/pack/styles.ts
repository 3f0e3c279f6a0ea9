/** Styles as a browser reads them: sizes in rpx, the names of built-in components, and `page`, which is the page. */
import { TAGS } from "../tables/tags";
import { ENDINGS, resolve, text, type BuiltPackage } from "./package";

/** By path without the ending: `app` is on every page, a page's own only on that page. */
export function styles(built: BuiltPackage): Record<string, string> {
  const ending = ENDINGS[built.platform].style;
  const sheets = built.files.filter((file) => file.endsWith(ending));
  return Object.fromEntries(sheets.map((file) => [file.slice(0, -ending.length), browser(whole(built, file, []))]));
}

/** With what it imports in its place. */
function whole(built: BuiltPackage, file: string, seen: string[]): string {
  if (seen.includes(file) || !built.files.includes(file)) return "";
  const given = text(built, file).replace(/\/\*[\s\S]*?\*\//g, "");
  return given.replace(/@import\s+(?:url\()?\s*["']([^"']+)["']\s*\)?\s*;?/g, (_all, target: string) =>
    whole(built, resolve(file, target), [...seen, file]),
  );
}

/** A screen's width is 750 rpx; its height is what the bars leave, which no browser's `vh` knows. */
export function browser(given: string): string {
  return given
    .replace(/(-?[\d.]+)rpx\b/g, "calc(100vw / 750 * $1)")
    .replace(/(-?[\d.]+)vh\b/g, "calc(var(--host-screen) / 100 * $1)")
    .replace(/([^{}]+)\{/g, (all, prelude: string) => (prelude.trim().startsWith("@") ? all : `${selectors(prelude)}{`));
}

function selectors(prelude: string): string {
  const names = new RegExp(`(^|[\\s,>+~(])(${[...TAGS, "page"].join("|")})(?=$|[\\s,.:#\\[>+~)])`, "g");
  return prelude.replace(names, "$1wx-$2");
}
