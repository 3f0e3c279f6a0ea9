import type { AskProps } from "../asked";
import { limit } from "../kind";
import { Line } from "../line";

/** Signs: a text that may be longer gets a box of several lines. */
const LONG_FROM = 80;
const LONGEST = 500;
const ROOM = 1000;

export function AskText(asked: AskProps) {
  const most = limit(asked.field.max, LONGEST);
  return <Line asked={asked} most={most + ROOM} area={asked.field.max !== undefined && most >= LONG_FROM} />;
}
