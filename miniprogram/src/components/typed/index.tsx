import { Input, Textarea } from "@tarojs/components";

import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  /** What it is called: `namedBy(label, hint, error)`. */
  name: string;
  value: string;
  /** Which keyboard opens. `idcard` has the X. */
  keyboard?: "text" | "number" | "digit" | "idcard";
  /** As many signs as may be typed. */
  most?: number;
  /** Several lines. */
  area?: boolean;
  /** For a year or a code: as wide as it needs. */
  short?: boolean;
  invalid?: boolean;
  required?: boolean;
  placeholder?: string;
  focus?: boolean;
  onType: (text: string) => void;
  /** The person is done with it: now local rules speak. */
  onLeave?: () => void;
  onEnter?: () => void;
}

/** A line (or an area) to write in. */
export function Typed({ name, value, keyboard = "text", most = 200, area = false, short = false, ...rest }: Props) {
  const said = spoken({ role: "textbox", label: name, invalid: rest.invalid ? true : undefined, required: rest.required ? true : undefined });
  const look = `typed${rest.invalid ? " typed-wrong" : ""}${short ? " typed-short" : ""}`;
  const same = {
    value,
    maxlength: most,
    placeholder: rest.placeholder ?? "",
    placeholderClass: "typed-placeholder",
    focus: rest.focus ?? false,
    onInput: (event: { detail: { value: string } }) => rest.onType(event.detail.value),
    onBlur: () => rest.onLeave?.(),
    ...said,
  };
  if (area) return <Textarea className={`${look} typed-area`} autoHeight {...same} />;
  return <Input className={look} type={keyboard} confirmType="done" onConfirm={() => rest.onEnter?.()} {...same} />;
}
