import type { AskProps } from "../asked";
import { Line } from "../line";

/** Fifteen digits, signs and points between them, and the unit if it is typed as well. */
const MOST = 40;

export function AskNumber(asked: AskProps) {
  return <Line asked={asked} keyboard="digit" most={MOST} short unit={asked.field.unit} />;
}
