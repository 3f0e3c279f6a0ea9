/** To the first thing that is wrong: the page moves there, and says so. */
import Taro from "@tarojs/taro";

import type { FieldError } from "../../api/refusals";
import type { Field } from "../../api/shapes";
import { anchor, type Errors, nameOf } from "../../kinds/asked";
import { t } from "../../words";

/** Milliseconds: after the errors are drawn. */
const DRAWN = 60;

/** The question a path lies in: `children` of `children[0].name`. */
export function questionAt(path: string): string {
  return path.replace(/[[.].*$/, "");
}

export function leadTo(path: string): void {
  setTimeout(() => void Taro.pageScrollTo({ selector: `#field-${anchor(path)}`, duration: 200, offsetTop: -16 }).catch(() => undefined), DRAWN);
}

export function leadToTop(): void {
  setTimeout(() => void Taro.pageScrollTo({ selector: "#errors", duration: 200, offsetTop: -16 }).catch(() => undefined), DRAWN);
}

/** As the summary of errors at the top takes them: each with the name of its field, where the words do not name it. */
export function listed(errors: Errors, all: readonly { field: Field }[] = []): { field: string; message: string }[] {
  return Object.entries(errors).map(([path, message]) => {
    const field = all.find((one) => one.field.id === questionAt(path))?.field;
    const name = field ? nameOf(field) : "";
    return { field: path, message: message.includes(name) ? message : t("ui.named", { name, message }) };
  });
}

/** The server's errors by path; what belongs to no field of the page stands under "". */
export function byPath(errors: readonly FieldError[]): Errors {
  return Object.fromEntries([...errors].reverse().map(({ field, message }) => [field, message]));
}
