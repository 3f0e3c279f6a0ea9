/** Every text a person reads or hears. Keys are `page.thing`; a language may be partial: what it lacks is said in Chinese, key by key. */
import en from "./en.json";
import chinese from "./zh-CN.json";

type Tree = { [name: string]: string | string[] | Tree };
type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : T[K] extends string[] ? never : `${K}.${Paths<T[K]>}` }[keyof T & string];
type Lists<T> = { [K in keyof T & string]: T[K] extends string ? never : T[K] extends string[] ? K : `${K}.${Lists<T[K]>}` }[keyof T & string];

/** A key there are words for: a misspelt one does not compile. */
export type Key = Paths<typeof chinese>;
export type ListKey = Lists<typeof chinese>;
export type Values = Record<string, string | number>;

export const CHINESE = "zh-CN";
/** Languages by their BCP 47 tag. `FURTHER_WORDS`: what the city adds beside Chinese and English, put in by the build. */
const files: Record<string, Tree> = { ...FURTHER_WORDS, [CHINESE]: chinese, en };
let spoken = CHINESE;

/** The tags there are word files for, Chinese first, and what each language calls itself. */
export function languages(): { tag: string; name: string }[] {
  const tags = [CHINESE, ...Object.keys(files).filter((tag) => tag !== CHINESE)];
  return tags.map((tag) => ({ tag, name: ownName(tag) }));
}

/** Speaks `tag` from now on, or the nearest there is: `en-GB` is `en`, what nobody knows is Chinese. */
export function speakIn(tag: string): void {
  spoken = nearest(tag);
}

/** What is spoken now: also what the server is asked to speak. */
export function language(): string {
  return spoken;
}

/** A text with its values: `{count}` is `values.count`. What is not given stays as it is written, so that it is seen. */
export function t(key: Key, values: Values = {}): string {
  return filled(found(key) as string, { s: plural(values), ...values });
}

/** The English s after a number. */
function plural({ days, count }: Values): string {
  return String(count ?? days) === "1" ? "" : "s";
}

/** A list of texts: weekdays, months, sizes. */
export function list(key: ListKey): string[] {
  return found(key) as string[];
}

/** Words learnt later (a city's own language file). For tests, too. */
export function learn(tag: string, words: Tree): void {
  files[tag] = words;
}

export function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

function found(key: string): string | string[] {
  return at(files[spoken], key) ?? at(chinese, key) ?? key;
}

function at(tree: Tree | undefined, key: string): string | string[] | undefined {
  let here: Tree | string | string[] | undefined = tree;
  for (const step of key.split(".")) {
    if (here === undefined || typeof here === "string" || Array.isArray(here)) return undefined;
    here = here[step];
  }
  return typeof here === "string" || Array.isArray(here) ? here : undefined;
}

function nearest(tag: string): string {
  if (tag in files) return tag;
  const wanted = tag.toLowerCase().replace("_", "-");
  const tags = Object.keys(files);
  return (
    tags.find((one) => one.toLowerCase() === wanted) ??
    tags.find((one) => one.toLowerCase().split("-")[0] === wanted.split("-")[0]) ??
    CHINESE
  );
}

function ownName(tag: string): string {
  const name = at(files[tag], "language");
  return typeof name === "string" ? name : tag;
}
