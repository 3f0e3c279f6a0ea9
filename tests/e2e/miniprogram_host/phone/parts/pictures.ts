/** Pictures, rich text, and the few components that only show something. */
import { attribute, part, Piece, truth } from "./piece";
import { fileOf, pathShown } from "../api/files";
import { problem } from "../problems";
import { text } from "../world";

const FITS: Record<string, string> = { scaleToFill: "fill", aspectFit: "contain", aspectFill: "cover", widthFix: "fill", heightFix: "fill" };

class Image extends Piece {
  private readonly native = document.createElement("img");

  override get voice(): HTMLElement {
    return this.native;
  }

  override born(): void {
    this.native.alt = "";
    this.host.append(this.native);
    this.native.addEventListener("load", () => this.tell("load", { width: this.native.naturalWidth, height: this.native.naturalHeight }));
    this.native.addEventListener("error", () => this.tell("error", { errMsg: `GET ${text(this.given("src"))} failed` }));
    if (!this.given("mode")) this.native.style.objectFit = "fill";
  }

  override changed(name: string, value: unknown): void {
    if (name === "ariaLabel") this.native.alt = text(value);
    else super.changed(name, value);
    if (name === "lazyLoad" && truth(value)) this.native.loading = "lazy";
    if (name === "mode") {
      this.host.dataset.mode = text(value);
      this.native.style.objectFit = FITS[text(value)] ?? "none";
    }
    if (name === "src") this.source(text(value));
  }

  private source(src: string): void {
    if (src.startsWith("http:") && !fileOf(src)) problem("rule", `<image> over http: ${src}`);
    attribute(this.native, "src", src && pathShown(src));
  }
}

const TAGS = "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul".split(" ");

interface RichNode {
  type?: string;
  name?: string;
  text?: string;
  attrs?: Record<string, string>;
  children?: RichNode[];
}

/** Only harmless tags, and nothing in it can be pressed: on a phone neither can it. */
class RichText extends Piece {
  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    if (name !== "nodes") return;
    if (typeof value === "string") this.host.replaceChildren(...parsed(value));
    else this.host.replaceChildren(...(Array.isArray(value) ? (value as RichNode[]) : []).map(node));
  }
}

function parsed(markup: string): Node[] {
  const page = new DOMParser().parseFromString(markup, "text/html");
  return [...page.body.childNodes].map(clean).filter((one): one is Node => one !== null);
}

function clean(given: Node): Node | null {
  if (given.nodeType === Node.TEXT_NODE) return document.createTextNode(given.textContent ?? "");
  if (!(given instanceof HTMLElement) || !TAGS.includes(given.tagName.toLowerCase())) return null;
  const attrs = Object.fromEntries([...given.attributes].map((one) => [one.name, one.value]));
  const made = element(given.tagName.toLowerCase(), attrs);
  made.append(...[...given.childNodes].map(clean).filter((one): one is Node => one !== null));
  return made;
}

function node(given: RichNode): Node {
  if (given.type === "text" || given.name === undefined) return document.createTextNode(text(given.text));
  if (!TAGS.includes(given.name)) return document.createTextNode("");
  const made = element(given.name, given.attrs ?? {});
  made.append(...(given.children ?? []).map(node));
  return made;
}

function element(name: string, attrs: Record<string, string>): HTMLElement {
  const made = document.createElement(name === "a" ? "span" : name);
  for (const [key, value] of Object.entries(attrs)) {
    if (["class", "style", "width", "height", "alt", "colspan", "rowspan", "dir", "start"].includes(key)) made.setAttribute(key, value);
    if (key === "src") made.setAttribute("src", pathShown(value));
  }
  return made;
}

class Progress extends Piece {
  override readonly usual = "progressbar";

  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    if (name === "percent") attribute(this.host, "aria-valuenow", value);
  }
}

export function pictures(): void {
  part("image", Image, "empty");
  part("cover-image", Image, "empty");
  part("rich-text", RichText, "empty");
  part("progress", Progress, "empty");
  part("icon", Piece, "empty");
}
