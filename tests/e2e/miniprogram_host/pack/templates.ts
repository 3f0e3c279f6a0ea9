/** Templates, compiled once into the functions that draw them. */
import { createRequire } from "node:module";
import path from "node:path";

import type * as Compiler from "glass-easel-template-compiler";

import { TAGS } from "../tables/tags";
import { fromAlipay, ownNames, scriptFromAlipay, tagsIn } from "./dialect";
import { ENDINGS, text, type BuiltPackage, type JsonObject } from "./package";

declare const HERE: string;

/** Drawn by built-in components themselves: what is inside them, by the name of the component. */
const OWN = { label: '<label style="display: contents"><slot /></label>', empty: "" };
const WORDS = ["template", "import", "include", "block", "slot", "wxs"];

interface Warning {
  message: string;
  isError: boolean;
  startLine: number;
}

export interface Templates {
  /** JavaScript: an expression that gives the templates by their path; built-in ones are under `part/`. */
  code: string;
  faults: string[];
}

export function compile(built: BuiltPackage): Templates {
  const { TmplGroup } = createRequire(path.join(HERE, "x.js"))("glass-easel-template-compiler") as typeof Compiler;
  const { template, script } = ENDINGS[built.platform];
  const group = new TmplGroup();
  const faults: string[] = [];
  for (const file of built.files.filter((one) => one.endsWith(template))) {
    const markup = built.platform === "weapp" ? text(built, file) : fromAlipay(text(built, file));
    faults.push(...unknown(built, file, markup));
    const said = group.addTmpl(file.slice(0, -template.length), ownNames(markup)) as Warning[];
    faults.push(...said.filter((one) => one.isError).map((one) => `${file}:${one.startLine}: ${one.message}`));
  }
  for (const file of built.files.filter((one) => one.endsWith(script))) {
    const code = built.platform === "weapp" ? text(built, file) : scriptFromAlipay(text(built, file));
    group.addScript(file.slice(0, -script.length), code);
  }
  for (const [name, markup] of Object.entries(OWN)) group.addTmpl(`part/${name}`, markup);
  return { code: group.getTmplGenObjectGroups(), faults };
}

/** A tag that is no built-in component, none of the package's and no word of the language draws nothing on a phone. */
function unknown(built: BuiltPackage, file: string, markup: string): string[] {
  const own = built.configs[file.replace(/\.\w+$/, "")];
  const users = own ? [own, built.app] : Object.values(built.configs); // a template that others import may use what theirs name
  const named = users.flatMap((config) => Object.keys((config.usingComponents ?? {}) as JsonObject));
  const known = new Set([...WORDS, ...TAGS, ...named]);
  return tagsIn(markup)
    .filter((tag) => !known.has(tag))
    .map((tag) => `${file}: <${tag}> is no component`);
}
