/** A built package as it lies in its folder. Nothing in it is changed; what is missing or strange in it is said. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

export type PlatformName = "weapp" | "alipay";
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** What each platform calls its files. */
export const ENDINGS = {
  weapp: { template: ".wxml", style: ".wxss", script: ".wxs" },
  alipay: { template: ".axml", style: ".acss", script: ".sjs" },
} as const;

export interface BuiltPackage {
  platform: PlatformName;
  root: string;
  /** Every file, with forward slashes, from the root of the package. */
  files: string[];
  app: JsonObject;
  /** Every page, those of subpackages with their root before them. */
  pages: string[];
  /** The JSON beside a page or component, by its path without the ending. */
  configs: Record<string, JsonObject>;
}

/** Raises when the folder holds no mini-program. */
export function readPackage(platform: PlatformName, root: string): BuiltPackage {
  const files = walk(root).map((file) => path.relative(root, file).split(path.sep).join("/"));
  if (!files.includes("app.json")) throw new Error(`no mini-program in ${root}: app.json is missing`);
  const configs = Object.fromEntries(
    files.filter((file) => file.endsWith(".json")).map((file) => [file.slice(0, -".json".length), object(root, file)]),
  );
  const app = configs.app as JsonObject;
  return { platform, root, files, app, pages: pagesOf(app), configs };
}

export function text(built: BuiltPackage, file: string): string {
  return readFileSync(path.join(built.root, file), "utf8");
}

/** What a platform would refuse to open: pages without files, components that are not there. */
export function faults(built: BuiltPackage): string[] {
  const ending = ENDINGS[built.platform].template;
  const missing = built.pages.flatMap((page) =>
    [".js", ending].filter((end) => !built.files.includes(page + end)).map((end) => `page without a file: ${page}${end}`),
  );
  return [...missing, ...unresolved(built)];
}

function unresolved(built: BuiltPackage): string[] {
  return Object.entries(built.configs).flatMap(([file, config]) =>
    Object.entries((config.usingComponents ?? {}) as JsonObject)
      .filter(([, target]) => !built.files.includes(`${resolve(file, String(target))}.js`))
      .map(([name, target]) => `${file}.json: <${name}> is not there: ${String(target)}`),
  );
}

/** `../../comp` seen from `pages/home/index` is `comp`; a path that begins with `/` is from the root. */
export function resolve(from: string, target: string): string {
  return target.startsWith("/") ? target.slice(1) : path.posix.join(path.posix.dirname(from), target);
}

function pagesOf(app: JsonObject): string[] {
  const parts = (app.subPackages ?? app.subpackages ?? []) as { root: string; pages: string[] }[];
  const further = parts.flatMap((part) => part.pages.map((page) => path.posix.join(part.root, page)));
  return [...(app.pages as string[]), ...further];
}

function object(root: string, file: string): JsonObject {
  return JSON.parse(readFileSync(path.join(root, file), "utf8")) as JsonObject;
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const found = path.join(folder, entry.name);
    return entry.isDirectory() ? walk(found) : [found];
  });
}
