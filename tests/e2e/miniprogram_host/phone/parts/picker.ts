/** `<picker>`: pressing it opens a dialog with the browser's own selects, date and time, where a phone would turn wheels. */
import { REGIONS } from "../../tables/regions";
import { part, Piece, truth } from "./piece";
import { ask } from "../dialogs";
import { made } from "../frame";
import { isWeapp, text } from "../world";

type Control = HTMLSelectElement | HTMLInputElement;
const DAY = { year: 4, month: 7, day: 10 } as const;

class Picker extends Piece {
  override readonly usual = "button";

  override born(): void {
    this.host.setAttribute("aria-haspopup", "dialog");
    this.pressable();
    this.live.addListener("tap", () => void this.open());
  }

  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    if (name === "disabled") this.host.setAttribute("aria-disabled", String(truth(value)));
  }

  override get value(): unknown {
    return this.given("value");
  }

  private get mode(): string {
    return text(this.given("mode")) || "selector";
  }

  private async open(): Promise<void> {
    if (truth(this.given("disabled"))) return;
    const within = made("div", "");
    const controls = this.controls();
    within.append(...controls);
    const name = text(this.given("headerText")) || this.voice.getAttribute("aria-label") || "请选择";
    const choices = [{ name: "取消", gives: "cancel" }, { name: "确定", gives: "ok", main: true }];
    if ((await ask({ title: name, within, choices, sheet: true })) === "ok") this.chosen(controls);
    else this.tell("cancel", {});
  }

  private controls(): Control[] {
    if (this.mode === "date" || this.mode === "time") return [this.clock()];
    if (this.mode === "multiSelector") return this.columns();
    if (this.mode === "region") return regions(list(this.given("value")).map(text), Number(LEVELS[text(this.given("level"))] ?? 3));
    return [select("选项", this.names(list(this.given("range"))), Number(this.given("value") ?? 0))];
  }

  private columns(): Control[] {
    const value = list(this.given("value"));
    const controls = list(this.given("range")).map((column, at) => select(`第 ${at + 1} 列`, this.names(list(column)), Number(value[at] ?? 0)));
    controls.forEach((control, column) =>
      control.addEventListener("change", () => {
        this.tell("columnchange", { column, value: control.selectedIndex });
        queueMicrotask(() => this.refill(controls));
      }),
    );
    return controls;
  }

  /** A page may answer a turned column with other columns. */
  private refill(controls: HTMLSelectElement[]): void {
    list(this.given("range")).forEach((column, at) => {
      const control = controls[at];
      if (control) fill(control, this.names(list(column)), Number(list(this.given("value"))[at] ?? control.selectedIndex));
    });
  }

  private names(range: unknown[]): string[] {
    const key = text(this.given("rangeKey"));
    return range.map((one) => text(key && typeof one === "object" && one !== null ? (one as Record<string, unknown>)[key] : one));
  }

  private clock(): Control {
    const input = document.createElement("input");
    const fields = text(this.given("fields")) || "day";
    input.type = this.mode === "time" ? "time" : fields === "year" ? "number" : fields === "month" ? "month" : "date";
    input.setAttribute("aria-label", this.mode === "time" ? "时间" : "日期");
    const cut = (value: unknown) => (this.mode === "time" ? text(value) : text(value).slice(0, DAY[fields as keyof typeof DAY]));
    if (text(this.given("start"))) input.min = cut(this.given("start"));
    if (text(this.given("end"))) input.max = cut(this.given("end"));
    input.value = cut(this.given("value"));
    return input;
  }

  /** WeChat gives the number of a single choice as text, Alipay as a number. A date outside its limits cannot be turned to. */
  private chosen(controls: Control[]): void {
    const first = controls[0] as Control;
    if (first instanceof HTMLInputElement && (!first.value || !first.checkValidity())) return;
    const value = this.picked(controls);
    this.live.setData({ value });
    this.tell("change", this.mode === "region" ? { value, code: [], postcode: "" } : { value });
  }

  private picked(controls: Control[]): unknown {
    const first = controls[0] as Control;
    if (first instanceof HTMLInputElement) return first.value;
    const selects = controls as HTMLSelectElement[];
    if (this.mode === "region") return selects.map((one) => one.value);
    if (this.mode === "multiSelector") return selects.map((one) => one.selectedIndex);
    return isWeapp ? String(first.selectedIndex) : first.selectedIndex;
  }
}

const LEVELS: Record<string, number> = { province: 1, city: 2, region: 3, "sub-district": 3 };

function regions(value: string[], levels: number): HTMLSelectElement[] {
  const [province, city, district] = [select("省", Object.keys(REGIONS), 0), select("市", [], 0), select("区", [], 0)] as const;
  const cities = () => REGIONS[province.value] ?? {};
  const follow = () => fill(city, Object.keys(cities()), 0);
  const end = () => fill(district, cities()[city.value] ?? [], 0);
  province.addEventListener("change", () => (follow(), end()));
  city.addEventListener("change", end);
  for (const [control, then, at] of [[province, follow, 0], [city, end, 1], [district, () => undefined, 2]] as const) {
    if (value[at] && [...control.options].some((one) => one.value === value[at])) control.value = value[at];
    then();
  }
  return [province, city, district].slice(0, levels);
}

function select(name: string, options: string[], chosen: number): HTMLSelectElement {
  const control = document.createElement("select");
  control.setAttribute("aria-label", name);
  fill(control, options, chosen);
  return control;
}

function fill(control: HTMLSelectElement, options: string[], chosen: number): void {
  control.replaceChildren(...options.map((option) => new Option(option, option)));
  control.selectedIndex = Math.max(0, Math.min(chosen, options.length - 1));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function picker(): void {
  part("picker", Picker);
}
