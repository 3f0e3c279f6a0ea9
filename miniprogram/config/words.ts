/** Further languages a city adds: `city/words/miniprogram/<tag>.json`, as partial as they may be. They go into the package whole. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** By BCP 47 tag. Raises when a file is not JSON; nothing there is nothing to add. */
export async function furtherWords(folder: string): Promise<Record<string, unknown>> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json")).sort();
  const pairs = await Promise.all(files.map(async (name) => [path.basename(name, ".json"), JSON.parse(await readFile(path.join(folder, name), "utf8")) as unknown]));
  return Object.fromEntries(pairs) as Record<string, unknown>;
}
