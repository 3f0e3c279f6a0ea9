/** `<input>` and `<textarea>`: the browser's own fields, with the platforms' events and their limit of 140 characters. */
import { attribute, fieldId, part, Piece, truth } from "./piece";
import { problem } from "../problems";
import { text } from "../world";

type Native = HTMLInputElement | HTMLTextAreaElement;

/** How each type of a mini-program's input is typed on a phone. */
const KEYBOARDS: Record<string, string> = { number: "numeric", digit: "decimal", idcard: "text", numberpad: "numeric", digitpad: "decimal", idcardpad: "text" };
const TYPES = ["text", "nickname", "safe-password", ...Object.keys(KEYBOARDS)];
const USUAL_LENGTH = 140;

abstract class Field extends Piece {
  protected abstract readonly native: Native;

  override get voice(): HTMLElement {
    return this.native;
  }

  override get value(): string {
    return this.native.value;
  }

  override reset(): void {
    this.native.value = "";
  }

  override born(): void {
    const { native } = this;
    native.id = fieldId(this.host.id);
    native.maxLength = USUAL_LENGTH;
    this.host.append(native);
    this.host.addEventListener("click", (event) => event.target === this.host && native.focus());
    for (const name of ["input", "change", "focus", "blur"]) native.addEventListener(name, (event) => event.stopPropagation());
    native.addEventListener("input", () => {
      this.live.setData({ value: native.value });
      this.tell("input", { value: native.value, cursor: native.selectionStart ?? native.value.length, keyCode: 0 });
    });
    native.addEventListener("focus", () => this.tell("focus", { value: native.value, height: 0 }));
    native.addEventListener("blur", () => this.tell("blur", { value: native.value, cursor: native.selectionStart ?? 0 }));
  }

  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    const { native } = this;
    if (name === "value" && native.value !== text(value)) native.value = text(value);
    if (name === "placeholder") native.placeholder = text(value);
    if (name === "disabled") native.disabled = truth(value);
    if (name === "maxlength") native.maxLength = length(value);
    if (name === "focus" || name === "autoFocus") this.focus(truth(value));
    if (name === "cursor" && Number(value) >= 0 && document.activeElement === native) native.setSelectionRange(Number(value), Number(value));
    if (name === "ariaRequired") native.required = truth(value);
  }

  private focus(wanted: boolean): void {
    if (wanted) queueMicrotask(() => this.native.focus());
    else if (document.activeElement === this.native) this.native.blur();
  }
}

function length(value: unknown): number {
  const asked = value === undefined || value === "" ? USUAL_LENGTH : Number(value);
  return asked < 0 ? 1_000_000 : asked;
}

class Input extends Field {
  protected override readonly native = document.createElement("input");

  override born(): void {
    super.born();
    this.native.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      this.tell("confirm", { value: this.native.value });
      if (!truth(this.given("confirmHold"))) this.native.blur();
    });
  }

  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    if (name !== "type" && name !== "password") return;
    const type = text(this.given("type")) || "text";
    this.native.type = truth(this.given("password")) || type === "safe-password" ? "password" : "text";
    attribute(this.native, "inputmode", KEYBOARDS[type]);
    if (!TYPES.includes(type)) problem("component", `<input type="${type}"> is none of the platform's`);
  }
}

class Textarea extends Field {
  protected override readonly native = document.createElement("textarea");

  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    if (name === "autoHeight") this.host.toggleAttribute("auto-height", truth(value));
  }
}

class Switch extends Piece {
  override readonly usual = "switch";
  private readonly native = document.createElement("input");

  override get voice(): HTMLElement {
    return this.native;
  }

  override get value(): boolean {
    return this.native.checked;
  }

  override reset(): void {
    this.native.checked = false;
  }

  override born(): void {
    this.native.type = "checkbox";
    this.native.id = fieldId(this.host.id);
    this.host.append(this.native);
    this.native.addEventListener("change", (event) => {
      event.stopPropagation();
      this.live.setData({ checked: this.native.checked });
      this.tell("change", { value: this.native.checked });
    });
  }

  override changed(name: string, value: unknown): void {
    if (name === "ariaChecked" || name === "ariaRole" || name === "role") return;
    super.changed(name, value);
    if (name === "checked") this.native.checked = truth(value);
    if (name === "disabled") this.native.disabled = truth(value);
  }
}

class Slider extends Piece {
  private readonly native = document.createElement("input");

  override get voice(): HTMLElement {
    return this.native;
  }

  override get value(): number {
    return Number(this.native.value);
  }

  override born(): void {
    this.native.type = "range";
    this.native.id = fieldId(this.host.id);
    this.host.append(this.native);
    for (const [event, name] of [["input", "changing"], ["change", "change"]] as const) {
      this.native.addEventListener(event, (native) => {
        native.stopPropagation();
        this.tell(name, { value: this.value });
      });
    }
  }

  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    if (name === "min" || name === "max" || name === "step") this.native[name] = text(value);
    if (name === "value" || name === "min" || name === "max") this.native.value = text(this.given("value"));
    if (name === "disabled") this.native.disabled = truth(value);
  }
}

export function fields(): void {
  part("input", Input, "empty");
  part("textarea", Textarea, "empty");
  part("switch", Switch, "empty");
  part("slider", Slider, "empty");
}
