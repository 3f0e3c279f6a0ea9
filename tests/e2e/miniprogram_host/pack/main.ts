/** Makes one folder of static files out of a built package: `index.html` opens it in a browser. */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import esbuild from "esbuild";

import { ENDINGS, faults, readPackage, text, type BuiltPackage, type PlatformName } from "./package";
import { styles } from "./styles";
import { compile } from "./templates";

declare const HERE: string;

const HTML = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mini-program</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="phone.css">
</head>
<body><script src="package.js"></script><script src="phone.js"></script></body>
</html>
`;

export async function main(words: string[]): Promise<void> {
  const [platform, dist, out] = words;
  if ((platform !== "weapp" && platform !== "alipay") || !dist || !out) throw new Error("build.mjs <weapp|alipay> <built package> <out>");
  await build(platform, path.resolve(dist), path.resolve(out));
}

async function build(platform: PlatformName, dist: string, out: string): Promise<void> {
  const built = readPackage(platform, dist);
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, "package.js"), packed(built));
  writeFileSync(path.join(out, "index.html"), HTML);
  await esbuild.build({
    entryPoints: [path.join(HERE, "phone/start.ts")],
    outfile: path.join(out, "phone.js"),
    bundle: true,
    format: "iife",
    target: "chrome110",
    define: { "process.env.NODE_ENV": '"production"' },
    nodePaths: [path.join(HERE, "../node_modules")],
    logLevel: "warning",
  });
  cpSync(path.join(HERE, "phone/phone.css"), path.join(out, "phone.css"));
  for (const file of built.files.filter((one) => !isCode(built, one))) cpSync(path.join(dist, file), path.join(out, "files", file));
}

/** Modules stay text: the host gives each the few names a mini-program has, and none of a browser's. */
function packed(built: BuiltPackage): string {
  const templates = compile(built);
  const modules = Object.fromEntries(
    built.files.filter((file) => file.endsWith(".js")).map((file) => [file.slice(0, -".js".length), text(built, file)]),
  );
  const { platform, app, pages, configs, files } = built;
  const given = { platform, app, pages, configs, modules, styles: styles(built), faults: [...faults(built), ...templates.faults] };
  const pictures = files.filter((file) => !isCode(built, file));
  return `window.builtPackage = ${JSON.stringify({ ...given, files: pictures })};\nwindow.builtPackage.templates = ${templates.code};\n`;
}

function isCode(built: BuiltPackage, file: string): boolean {
  const { template, style, script } = ENDINGS[built.platform];
  return [template, style, script, ".js", ".json", ".txt", ".map"].some((ending) => file.endsWith(ending));
}
