/** The platform we run on. A build puts `here.weapp.ts` or `here.alipay.ts` in this file's place; this one is what tests and types see. */
import type { Platform } from "./platform";

export { here } from "./here.weapp";
export type { Platform };
