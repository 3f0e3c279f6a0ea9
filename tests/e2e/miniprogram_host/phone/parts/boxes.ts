/** Components that hold others: plain boxes, scrolled boxes, labels, forms, links. */
import { Piece, attribute, fieldId, part, pieceOf, truth } from "./piece";
import { go } from "../api/navigation";
import { top } from "../pages";
import { text } from "../world";

class Label extends Piece {
  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    if (name === "for") attribute(this.inner, "for", fieldId(text(value)));
  }

  private get inner(): Element {
    return this.host.querySelector(":scope > label") ?? this.host;
  }
}

class ScrollView extends Piece {
  private ends = { upper: true, lower: false };

  override born(): void {
    this.host.addEventListener("scroll", () => this.scrolled());
  }

  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    if (name === "scrollY") this.host.style.overflowY = truth(value) ? "auto" : "";
    if (name === "scrollX") this.host.style.overflowX = truth(value) ? "auto" : "";
    if ((name === "scrollX" || name === "scrollY") && truth(value)) this.host.tabIndex = 0;
    if (name === "scrollTop" && value !== undefined) this.host.scrollTop = Number(value);
    if (name === "scrollLeft" && value !== undefined) this.host.scrollLeft = Number(value);
    if (name === "scrollIntoView" && text(value)) queueMicrotask(() => document.getElementById(text(value))?.scrollIntoView({ block: "start" }));
  }

  private scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = this.host;
    this.tell("scroll", { scrollTop, scrollLeft, scrollHeight, scrollWidth });
    const upper = scrollTop <= Number(this.given("upperThreshold") ?? 50);
    const lower = scrollHeight - scrollTop - clientHeight <= Number(this.given("lowerThreshold") ?? 50);
    if (upper && !this.ends.upper) this.tell("scrolltoupper", { direction: "top" });
    if (lower && !this.ends.lower) this.tell("scrolltolower", { direction: "bottom" });
    this.ends = { upper, lower };
  }
}

/** A form gathers what has a name in it when a button of it is pressed. */
export class Form extends Piece {
  submit(): void {
    this.tell("submit", { value: Object.fromEntries(this.named().map((piece) => [text(piece.given("name")), piece.value])) });
  }

  override reset(): void {
    for (const piece of this.named()) piece.reset();
    this.tell("reset", {});
  }

  private named(): Piece[] {
    const all = [...this.host.querySelectorAll("*")].map((one) => pieceOf(one));
    return all.filter((one): one is Piece => one !== undefined && text(one.given("name")) !== "" && one.value !== undefined);
  }
}

class Navigator extends Piece {
  override readonly usual = "link";

  override born(): void {
    this.pressable();
    this.live.addListener("tap", () => void go(text(this.given("openType")) || "navigate", text(this.given("url")), Number(this.given("delta") ?? 1)));
  }
}

class PageMeta extends Piece {
  override changed(name: string, value: unknown): void {
    const page = this.host.closest<HTMLElement>("wx-page");
    if (name === "pageStyle" && page) page.style.cssText = text(value);
    if ((name === "rootFontSize" || name === "pageFontSize") && text(value)) document.documentElement.style.fontSize = text(value) === "system" ? "" : text(value);
    if (name === "scrollTop" && text(value)) top()?.scroller.scrollTo(0, Number.parseInt(text(value), 10));
    if (name === "rootBackgroundColor") document.body.style.background = text(value);
  }
}

export function boxes(): void {
  for (const tag of ["view", "text", "cover-view", "root-portal"]) part(tag, Piece);
  part("label", Label, "label");
  part("scroll-view", ScrollView);
  part("form", Form);
  part("navigator", Navigator);
  part("page-meta", PageMeta);
}
