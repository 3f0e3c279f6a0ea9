/** How each platform says no: WeChat with `errMsg` and sometimes `errno`, Alipay with `error` and `errorMessage`. */
import { isWeapp, type Loose } from "./world";

export interface Why {
  /** WeChat's words after `name:fail `, and its number where it has one. */
  weapp: string;
  errno?: number;
  /** Alipay's number and words; its words are WeChat's where it documents none. */
  alipay: number;
  message?: string;
  /** Further fields the platform gives beside. */
  more?: Loose;
}

export class Refused extends Error {
  constructor(readonly why: Why) {
    super(why.weapp);
  }
}

export function refuse(weapp: string, alipay: number, more: Partial<Why> = {}): never {
  throw new Refused({ weapp, alipay, ...more });
}

/** The object a `fail` callback is given. */
export function said(name: string, why: Why): Loose {
  if (isWeapp) return { errMsg: `${name}:fail ${why.weapp}`.trim(), ...(why.errno === undefined ? {} : { errno: why.errno }), ...why.more };
  return { error: why.alipay, errorMessage: why.message ?? why.weapp, ...why.more };
}
