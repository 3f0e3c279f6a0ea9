/** Radios and checkboxes: the browser's own, so that keys, names and states are what they always are. */
import { fieldId, part, Piece, pieceOf, truth } from "./piece";
import { text } from "../world";

let groups = 0;

class Choice extends Piece {
  readonly native = document.createElement("input");

  constructor(live: ConstructorParameters<typeof Piece>[0], type: string) {
    super(live);
    this.native.type = type;
  }

  override get voice(): HTMLElement {
    return this.native;
  }

  get own(): string {
    return text(this.given("value"));
  }

  override reset(): void {
    this.native.checked = false;
  }

  override born(): void {
    this.native.id = fieldId(this.host.id);
    this.host.prepend(this.native);
    this.host.addEventListener("click", (event) => {
      const label = this.host.closest("label");
      if (event.target !== this.native && !label) this.native.click();
    });
    this.native.addEventListener("input", (event) => event.stopPropagation());
    this.native.addEventListener("change", (event) => {
      event.stopPropagation();
      this.live.setData({ checked: this.native.checked });
      this.group?.chosen(this);
    });
  }

  override changed(name: string, value: unknown): void {
    if (name === "ariaChecked" || name === "ariaRole" || name === "role") return;
    super.changed(name, value);
    if (name === "checked") this.native.checked = truth(value);
    if (name === "disabled") this.native.disabled = truth(value);
    if (name === "checked" && truth(value)) this.group?.others(this);
  }

  protected get group(): Group | undefined {
    const found = pieceOf(this.host.closest("wx-radio-group, wx-checkbox-group"));
    return found instanceof Group ? found : undefined;
  }
}

class Radio extends Choice {
  constructor(live: ConstructorParameters<typeof Piece>[0]) {
    super(live, "radio");
  }

  override born(): void {
    super.born();
    if (this.group) this.native.name = this.group.name;
  }
}

class Checkbox extends Choice {
  constructor(live: ConstructorParameters<typeof Piece>[0]) {
    super(live, "checkbox");
  }
}

abstract class Group extends Piece {
  readonly name = `group-${(groups += 1)}`;
  abstract chosen(choice: Choice): void;

  /** Which others lose their mark when this one gets it. */
  others(_choice: Choice): void {}

  override reset(): void {
    for (const choice of this.choices) choice.reset();
  }

  protected get choices(): Choice[] {
    return [...this.host.querySelectorAll("wx-radio, wx-checkbox")].map((one) => pieceOf(one)).filter((one): one is Choice => one instanceof Choice);
  }
}

class RadioGroup extends Group {
  override readonly usual = "radiogroup";

  override born(): void {
    for (const choice of this.choices) choice.native.name = this.name;
  }

  override get value(): string {
    return this.choices.find((one) => one.native.checked)?.own ?? "";
  }

  override chosen(choice: Choice): void {
    this.others(choice);
    this.tell("change", { value: choice.own });
  }

  override others(choice: Choice): void {
    for (const one of this.choices) if (one !== choice) one.native.checked = false;
  }
}

class CheckboxGroup extends Group {
  override readonly usual = "group";

  override get value(): string[] {
    return this.choices.filter((one) => one.native.checked).map((one) => one.own);
  }

  override chosen(): void {
    this.tell("change", { value: this.value });
  }
}

export function choices(): void {
  part("radio", Radio);
  part("checkbox", Checkbox);
  part("radio-group", RadioGroup);
  part("checkbox-group", CheckboxGroup);
}
