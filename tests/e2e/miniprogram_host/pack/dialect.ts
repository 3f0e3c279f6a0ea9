/** One platform's templates said in the other's words, and both in the words the template compiler listens to. */
import { TAGS } from "../tables/tags";

/** Alipay's markup as WeChat's: the two differ in how they spell conditions, events and scripts, not in what they mean. */
export function fromAlipay(markup: string): string {
  return markup
    .replace(/<import-sjs\s+name="([^"]+)"\s+from="([^"]+)"\s*\/>/g, (_all, name: string, from: string) => script(name, from))
    .replace(/\.axml"/g, '.wxml"')
    .replace(/\sa:(if|elif|else|for|for-item|for-index|for-items|key)\b/g, " wx:$1")
    .replace(/\son([A-Z]\w*)=/g, (_all, name: string) => ` bind:${event(name)}=`)
    .replace(/\scatch([A-Z]\w*)=/g, (_all, name: string) => ` catch:${event(name)}=`);
}

const TAG = /<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
const SCRIPT = /(<wxs(?:"[^"]*"|[^">])*>)([\s\S]*?)<\/wxs>/g;

/** Built-in components get names of their own, so that `<button>` is ours and never the browser's. */
export function ownNames(markup: string): string {
  const scripts: string[] = [];
  const bare = markup.replace(SCRIPT, (all: string, opening: string) => (opening.endsWith("/>") ? all : `<wxs-kept at="${scripts.push(all) - 1}"/>`));
  const named = bare.replace(TAG, (_all, end: string, tag: string, attributes: string) => `<${end}${TAGS.includes(tag) ? "wx-" : ""}${tag}${events(attributes)}>`);
  return named.replace(/<wxs-kept at="(\d+)"\/>/g, (_all, at: string) => scripts[Number(at)] as string);
}

/** `bindtap` is `bind:tap`, said so that the compiler never takes it for a property. */
function events(attributes: string): string {
  return attributes.replace(/(^|\s)(capture-|mut-)?(bind|catch)([a-zA-Z]\w*)=/g, "$1$2$3:$4=");
}

/** Tags a template uses, in the package's own words. */
export function tagsIn(markup: string): string[] {
  const bare = markup.replace(/<!--[\s\S]*?-->/g, "").replace(SCRIPT, "");
  return [...new Set([...bare.matchAll(TAG)].map((match) => match[2] as string))];
}

/** `export default { … }` is what one platform's scripts say; the other's say `module.exports`. */
export function scriptFromAlipay(code: string): string {
  return code.replace(/export\s+default\s+/, "module.exports = ");
}

function script(name: string, from: string): string {
  return `<wxs module="${name}" src="${from.replace(/\.sjs$/, ".wxs")}" />`;
}

function event(name: string): string {
  const lower = name.toLowerCase();
  return lower === "longtap" ? "longpress" : lower;
}
