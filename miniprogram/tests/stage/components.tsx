/** The platform's tags as HTML elements that a test can press, fill and hear. */
import { type CSSProperties, type ReactNode, useId } from "react";

interface Given {
  [name: string]: unknown;
  className?: string;
  id?: string;
  style?: CSSProperties;
  children?: ReactNode;
  onClick?: () => void;
}

type Detail = (event: { detail: { value: string } }) => void;

/** What an element holds. The types here know no browser, and the code may not. */
function textOf(event: { target: unknown }): string {
  return (event.target as { value: string }).value;
}

/** `aria-*`, `role`, `id`, class and style reach the element; `aria-role` is what `role` says already. */
function attributes({ className, id, style, onClick, ...rest }: Given): Record<string, unknown> {
  const said = Object.entries(rest).filter(([name]) => name === "role" || (name.startsWith("aria-") && name !== "aria-role") || name.startsWith("data-"));
  const given = Object.entries({ className, id, style, onClick }).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...said, ...given]);
}

/** What can be pressed can be reached by keyboard, too: so that tests find it as people do. */
function box(tag: "div" | "span") {
  return function Box(given: Given) {
    const Tag = tag;
    const pressable = typeof given.onClick === "function";
    return <Tag {...attributes(given)} {...(pressable ? { tabIndex: 0 } : {})}>{given.children}</Tag>;
  };
}

export const View = box("div");
export const Text = box("span");
export const ScrollView = box("div");
export const Block = ({ children }: Given) => children;
export const Swiper = box("div");

export function Button(given: Given) {
  const agree = given.onAgreePrivacyAuthorization as (() => void) | undefined;
  const gotPhone = given.onGetPhoneNumber as ((event: { detail: { code: string } }) => void) | undefined;
  const press = (): void => {
    given.onClick?.();
    if (given.openType === "agreePrivacyAuthorization") agree?.();
    if (given.openType === "getPhoneNumber") gotPhone?.({ detail: { code: "phone-code" } });
  };
  const { onClick: _pressed, role: _native, ...rest } = given;
  return <button type="button" {...attributes(rest)} onClick={press}>{given.children}</button>;
}

export function Input(given: Given) {
  const { role, ...rest } = attributes(given);
  const type = given.password ? "password" : "text";
  return (
    <input
      {...rest}
      {...(role === "searchbox" ? { role } : {})}
      data-focus={given.focus === true ? "true" : undefined}
      type={type}
      value={String(given.value ?? "")}
      maxLength={given.maxlength as number}
      placeholder={String(given.placeholder ?? "")}
      onChange={(event) => (given.onInput as Detail | undefined)?.({ detail: { value: textOf(event) } })}
      onBlur={(event) => (given.onBlur as Detail | undefined)?.({ detail: { value: textOf(event) } })}
      onFocus={() => (given.onFocus as (() => void) | undefined)?.()}
      onKeyDown={(event) => event.key === "Enter" && (given.onConfirm as Detail | undefined)?.({ detail: { value: textOf(event) } })}
    />
  );
}

export function Textarea(given: Given) {
  const { role: _native, ...rest } = attributes(given);
  return (
    <textarea
      {...rest}
      value={String(given.value ?? "")}
      placeholder={String(given.placeholder ?? "")}
      onChange={(event) => (given.onInput as Detail | undefined)?.({ detail: { value: textOf(event) } })}
      onBlur={(event) => (given.onBlur as Detail | undefined)?.({ detail: { value: textOf(event) } })}
    />
  );
}

export function Image(given: Given) {
  const { "aria-label": label, "aria-hidden": hidden, role: _img, ...rest } = attributes(given);
  const lost = given.onError as (() => void) | undefined;
  return <img {...rest} {...(lost ? { onError: lost } : {})} src={String(given.src ?? "")} alt={hidden ? "" : String(label ?? "")} />;
}

export const Label = ({ children, ...given }: Given) => <label {...attributes(given)}>{children}</label>;

/** A picker opens the platform's own wheel; here it is a select, or an input for days. `onChange` gets what the wheel gives: an index, or a day. */
export function Picker(given: Given) {
  const id = useId();
  const range = (given.range ?? []) as (string | Record<string, string>)[];
  const key = given.rangeKey as string | undefined;
  const changed = given.onChange as ((event: { detail: { value: string | number } }) => void) | undefined;
  const label = String(given["aria-label"] ?? "");
  const text = (one: string | Record<string, string>): string => (typeof one === "string" ? one : (one[key ?? ""] ?? ""));
  if (given.mode === "date" || given.mode === "time") {
    return (
      <div>
        {given.children}
        <input type={given.mode} aria-label={label} value={String(given.value ?? "")} onChange={(event) => changed?.({ detail: { value: textOf(event) } })} />
      </div>
    );
  }
  return (
    <div>
      {given.children}
      <select id={id} aria-label={label} value={String(given.value ?? "")} onChange={(event) => changed?.({ detail: { value: Number(textOf(event)) } })}>
        <option value="" />
        {range.map((one, at) => <option key={at} value={at}>{text(one)}</option>)}
      </select>
    </div>
  );
}

export function Switch(given: Given) {
  const changed = given.onChange as ((event: { detail: { value: boolean } }) => void) | undefined;
  const flip = (): void => changed?.({ detail: { value: !given.checked } });
  return <input type="checkbox" role="switch" {...attributes(given)} checked={Boolean(given.checked)} onChange={flip} />;
}
