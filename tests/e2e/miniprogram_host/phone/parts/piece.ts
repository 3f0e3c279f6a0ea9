/** What every built-in component has in common: attributes that may change, a name and a role that assistive technology hears. */
import { ATTRIBUTES, EVERY } from "../../tables/attributes";
import { defineGlobal, template, type Definition, type Live } from "../engine";
import { platform, text } from "../world";

const PRESSED_BY_KEYS = new Set(["button", "link", "checkbox", "radio", "switch", "tab", "option", "menuitem"]);
const pieces = new WeakMap<object, Piece>();
const byElement = new WeakMap<Element, Piece>();

export function pieceOf(element: Element | null): Piece | undefined {
  return element ? byElement.get(element) : undefined;
}

/** One component that stands on a page. Subclasses draw it and say what happens to it. */
export class Piece {
  /** Its role when the page gives it none. */
  readonly usual: string = "";

  constructor(protected readonly live: Live) {}

  get host(): HTMLElement {
    return this.live.$$;
  }

  /** The element that is spoken of: the browser's own field where there is one. */
  get voice(): HTMLElement {
    return this.host;
  }

  /** What a form sends for it; undefined: nothing. */
  get value(): unknown {
    return undefined;
  }

  reset(): void {}

  /** Once, when it stands on the page and before its attributes are told. */
  born(): void {}

  /** An attribute got a value; names are in camel case. */
  changed(name: string, value: unknown): void {
    if (name === "hidden") this.host.hidden = truth(value);
    else if (name === "role" || name === "ariaRole") this.role(text(value));
    else if (name === "tabindex") attribute(this.voice, "tabindex", value);
    else if (name.startsWith("aria")) attribute(this.voice, `aria-${name.slice("aria".length).toLowerCase()}`, value);
  }

  given(name: string): unknown {
    return this.live.data[name] ?? undefined;
  }

  tell(event: string, detail: unknown): void {
    this.live.triggerEvent(event, detail, { bubbles: false, composed: false });
  }

  /** On a phone a swipe comes to what has a role and a double tap presses it; here Tab and Enter do. */
  protected role(asked: string): void {
    const role = asked || this.usual;
    attribute(this.voice, "role", role);
    if (!PRESSED_BY_KEYS.has(role) || this.voice !== this.host || this.host.tabIndex >= 0) return;
    this.pressable();
  }

  protected pressable(): void {
    this.host.tabIndex = 0;
    this.host.addEventListener("keydown", (event) => {
      if (event.target !== this.host || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      this.host.click();
    });
  }
}

export function attribute(element: Element, name: string, value: unknown): void {
  if (value === undefined || value === null || value === "") element.removeAttribute(name);
  else element.setAttribute(name, text(value));
}

function present(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function truth(value: unknown): boolean {
  return value === true || value === "" || (typeof value === "string" && value !== "false") || (typeof value === "number" && value !== 0);
}

/** Makes `<tag>` known. `inside` names a template of its own; without it, it holds what the page puts in it. */
export function part(tag: string, Kind: new (live: Live) => Piece, inside?: string): void {
  const properties = Object.fromEntries(namesOf(tag).map((name) => [name, property(name)]));
  const definition = {
    is: `part/${tag}`,
    ...(inside === undefined ? {} : { template: template(`part/${inside}`) }),
    properties,
    lifetimes: {
      attached(this: Live) {
        const piece = new Kind(this);
        pieces.set(this, piece);
        byElement.set(this.$$, piece);
        if (piece.usual) attribute(piece.voice, "role", piece.usual);
        piece.born();
        for (const name of Object.keys(properties)) if (present(this.data[name])) piece.changed(name, this.data[name]);
      },
    },
  };
  defineGlobal(`wx-${tag}`, definition as unknown as Definition);
}

function property(name: string): object {
  return {
    type: null,
    value: undefined,
    observer(this: Live, value: unknown) {
      pieces.get(this)?.changed(name, present(value) ? value : undefined);
    },
  };
}

function namesOf(tag: string): string[] {
  const table = ATTRIBUTES[tag] ?? {};
  const own = [table.both, table[platform], EVERY.both, EVERY[platform]].filter((one) => one !== undefined).join(" ");
  const aria = EVERY.aria.split(" ").map((name) => `aria-${name}`);
  return [...own.split(" ").filter(Boolean), ...aria].map((name) => name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase()));
}

/** The id a browser's own field carries, so that a `<label for>` finds it. */
export function fieldId(id: string): string {
  return id && `${id}-field`;
}

