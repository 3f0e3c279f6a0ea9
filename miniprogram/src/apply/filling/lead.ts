/** To the first thing that is wrong: the page moves there, and says so. */
import Taro from "@tarojs/taro";

import type { FieldError } from "../../api/refusals";
import { anchor, type Errors } from "../../kinds/asked";

/** Milliseconds: after the errors are drawn. */
const DRAWN = 60;

export function leadTo(path: string): void {
  setTimeout(() => void Taro.pageScrollTo({ selector: `#field-${anchor(path)}`, duration: 200, offsetTop: -16 }).catch(() => undefined), DRAWN);
}

export function leadToTop(): void {
  setTimeout(() => void Taro.pageScrollTo({ selector: "#errors", duration: 200, offsetTop: -16 }).catch(() => undefined), DRAWN);
}

/** As the summary of errors at the top takes them. */
export function listed(errors: Errors): { field: string; message: string }[] {
  return Object.entries(errors).map(([field, message]) => ({ field, message }));
}

/** The server's errors by path; what belongs to no field of the page stands under "". */
export function byPath(errors: readonly FieldError[]): Errors {
  return Object.fromEntries([...errors].reverse().map(({ field, message }) => [field, message]));
}
