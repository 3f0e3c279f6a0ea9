/** Looks at the built packages as a platform's upload would: pages and components that are not there, unknown tags, code made from text, sizes, and names for screen readers.
 * Prints one line a package; ends with 1 when something is wrong. `node scripts/validate.mjs [folder of a package …]`. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const KB = 1024;
/** Bytes. Ours for the main package; the platforms' own for one package and for all (WeChat 2 MB and 20 MB, Alipay 2 MB and 10 MB). */
const MAIN_MOST = 450 * KB;
const SUB_MOST = 2 * KB * KB;
const ALL_MOST = 10 * KB * KB;
/** Not sent to the platform: project.config.json and mini.project.json leave them out. */
const LEFT_OUT = /\.LICENSE\.txt$|\.browserslistrc$/;
const KNOWN_TAGS = new Set(
  "view text button input textarea image label picker radio radio-group checkbox checkbox-group scroll-view swiper swiper-item switch form slider web-view block template import include slot wxs import-sjs custom-wrapper comp root-portal picker-view picker-view-column rich-text navigator progress icon page-meta".split(" "),
);
/** The one piece of code made from text: the polyfill that looks for the global object, in a try, behind `typeof globalThis`. */
const GLOBAL_OBJECT = /(new )?Function\(\s*["']return this["']\s*\)\s*\(\s*\)/g;
const MADE_FROM_TEXT = /\beval\s*\(|\bnew Function\b|[^.\w]Function\s*\(\s*["'`]/;
const PLATFORMS = {
  weapp: { template: ".wxml", style: ".wxss", role: "aria-role" },
  alipay: { template: ".axml", style: ".acss", role: "role" },
};

const given = process.argv.slice(2);
const folders = (given.length > 0 ? given : ["dist/weapp", "dist/alipay"].map((one) => path.join(ROOT, one))).filter((one) => existsSync(path.join(one, "app.json")));
if (folders.length === 0) console.log("validate: nothing is built, nothing to look at");
const wrong = folders.flatMap((folder) => look(folder).map((what) => `${folder}: ${what}`));
wrong.forEach((line) => console.error(line));
process.exitCode = wrong.length > 0 ? 1 : 0;

/** What is wrong with the package in `folder`. */
function look(folder) {
  const platform = existsSync(path.join(folder, "base.axml")) ? PLATFORMS.alipay : PLATFORMS.weapp;
  const files = listed(folder);
  const app = JSON.parse(read(folder, "app.json"));
  return [
    ...pages(folder, app, platform),
    ...files.filter((one) => one.endsWith(".json")).flatMap((one) => components(folder, one, platform)),
    ...files.filter((one) => one.endsWith(platform.template)).flatMap((one) => tags(folder, one)),
    ...files.filter((one) => one.endsWith(".js")).flatMap((one) => code(folder, one)),
    ...files.filter((one) => one.endsWith(".map")).map((one) => `${one}: no source maps in a package`),
    ...sizes(folder, app, files),
    ...spoken(folder, platform),
  ];
}

function pages(folder, app, platform) {
  const subs = (app.subPackages ?? app.subpackages ?? []).flatMap(({ root, pages: names }) => names.map((name) => `${root}/${name}`));
  const all = [...app.pages, ...subs];
  const absent = all.flatMap((page) => [".js", ".json", platform.template].filter((end) => !existsSync(path.join(folder, page + end))).map((end) => `${page}${end} is not there`));
  const unasked = Object.keys(app.preloadRule ?? {}).filter((page) => !all.includes(page)).map((page) => `preloadRule: ${page} is no page`);
  return [...absent, ...unasked];
}

function components(folder, file, platform) {
  const used = JSON.parse(read(folder, file)).usingComponents ?? {};
  return Object.entries(used).flatMap(([name, where]) => {
    const at = where.startsWith("/") ? path.join(folder, where) : path.join(folder, path.dirname(file), where);
    return existsSync(at + platform.template) ? [] : [`${file}: the component ${name} is not at ${where}`];
  });
}

function tags(folder, file) {
  const own = path.join(folder, file.replace(/\.\w+$/, ".json"));
  const used = existsSync(own) ? Object.keys(JSON.parse(readFileSync(own, "utf8")).usingComponents ?? {}) : [];
  const found = new Set([...read(folder, file).matchAll(/<([a-z][\w-]*)/g)].map((match) => match[1]));
  return [...found].filter((tag) => !KNOWN_TAGS.has(tag) && !used.includes(tag)).map((tag) => `${file}: <${tag}> is no tag of the platform`);
}

function code(folder, file) {
  return MADE_FROM_TEXT.test(read(folder, file).replace(GLOBAL_OBJECT, "")) ? [`${file}: code made from text`] : [];
}

function sizes(folder, app, files) {
  const roots = (app.subPackages ?? app.subpackages ?? []).map(({ root }) => root);
  const size = Object.fromEntries(["main", ...roots].map((name) => [name, 0]));
  for (const file of files.filter((one) => !LEFT_OUT.test(one))) {
    size[roots.find((root) => file.startsWith(`${root}/`)) ?? "main"] += statSync(path.join(folder, file)).size;
  }
  const all = Object.values(size).reduce((sum, one) => sum + one, 0);
  console.log(`${path.basename(folder)}: ${Object.entries(size).map(([name, bytes]) => `${name} ${kb(bytes)}`).join(", ")}; together ${kb(all)}`);
  return Object.entries({ ...size, all }).flatMap(([name, bytes]) => {
    const most = name === "main" ? MAIN_MOST : name === "all" ? ALL_MOST : SUB_MOST;
    return bytes > most ? [`${name} is ${kb(bytes)}, more than ${kb(most)}`] : [];
  });
}

/** A role and a name must have a way through the one set of templates that draws everything. */
function spoken(folder, platform) {
  const base = read(folder, `base${platform.template}`);
  return [platform.role, "aria-label", "aria-live", "aria-checked", "aria-level", "aria-hidden"].flatMap((name) =>
    new RegExp(`[\\s"]${name}=`).test(base) ? [] : [`base${platform.template}: no ${name}, nobody hears it`],
  );
}

function listed(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => path.relative(folder, path.join(one.parentPath ?? one.path, one.name)).split(path.sep).join("/"));
}

function read(folder, file) {
  return readFileSync(path.join(folder, file), "utf8");
}

function kb(bytes) {
  return `${(bytes / KB).toFixed(1)} KB`;
}
