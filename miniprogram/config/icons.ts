/** The city's own line icons (`api/h5/static/icons`) as CSS masks: the same files as the pages in a browser, and no copy of them.
 * A data URI, since WeChat loads no picture of a package from a style. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Reads every `.svg` of `folder`, writes one class an icon to `to`. */
export async function writeIcons(folder: string, to: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".svg")).sort();
  const rules = await Promise.all(names.map(async (name) => rule(path.basename(name, ".svg"), await readFile(path.join(folder, name), "utf8"))));
  await writeFile(to, ["/* Written from api/h5/static/icons when the package is built. */", ...rules, ""].join("\n"));
}

export function rule(name: string, svg: string): string {
  return `.icon-${name} { --line-icon: url("${dataUri(svg)}") }`;
}

/** A mask counts what is opaque, so black will do; only signs that end a URL are escaped, which stays half as long as base64. */
export function dataUri(svg: string): string {
  const short = svg.trim().replace(/currentColor/g, "#000").replace(/"/g, "'").replace(/\s+/g, " ").replace(/> </g, "><");
  return `data:image/svg+xml,${short.replace(/%/g, "%25").replace(/#/g, "%23").replace(/</g, "%3C").replace(/>/g, "%3E")}`;
}
