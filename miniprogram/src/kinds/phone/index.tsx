import type { AskProps } from "../asked";
import { Line } from "../line";

/** Eleven digits, with spaces, dashes and the country before them. */
const MOST = 30;

export function AskPhone(asked: AskProps) {
  return <Line asked={asked} keyboard="number" most={MOST} short />;
}
