/** What a screen reader is told: role, name and state, in the attributes of both platforms. Everything that can be touched is given these. */
export type SpokenRole =
  | "button" | "link" | "heading" | "checkbox" | "radio" | "radiogroup" | "group" | "alert" | "status" | "img" | "list"
  | "listitem" | "textbox" | "searchbox" | "tab" | "tablist" | "timer" | "region" | "progressbar" | "dialog";

export interface Spoken {
  role?: SpokenRole | undefined;
  /** The name that is read; none: the text inside is. */
  label?: string | undefined;
  /** Of a heading, 1 to 6. */
  level?: number | undefined;
  checked?: boolean | undefined;
  expanded?: boolean | undefined;
  disabled?: boolean | undefined;
  /** For what only repeats in a picture what stands beside it. */
  hidden?: boolean | undefined;
  /** Read when it changes: `assertive` for errors, `polite` for the rest. */
  live?: "polite" | "assertive" | undefined;
  invalid?: boolean | undefined;
  required?: boolean | undefined;
}

/** Attributes for `<View {...spoken({ role: "button", label })}>`: `aria-role` for WeChat, `role` for Alipay. */
export function spoken(said: Spoken): Record<string, string> {
  const attributes: Record<string, string | number | boolean | undefined> = {
    role: said.role,
    "aria-role": said.role,
    "aria-label": said.label,
    "aria-level": said.level,
    "aria-checked": said.checked,
    "aria-expanded": said.expanded,
    "aria-disabled": said.disabled,
    "aria-hidden": said.hidden,
    "aria-live": said.live,
    "aria-invalid": said.invalid,
    "aria-required": said.required,
  };
  const given = Object.entries(attributes).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, String(value)]]));
  return Object.fromEntries(given) as Record<string, string>;
}
