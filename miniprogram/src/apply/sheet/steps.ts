/** One question a page: which comes first, and which next. Pure. */
import type { Standing } from "../filling/form";

/** The first one to show: the one asked for, else the first that is owed, else none. */
export function firstOf(all: readonly Standing[], at: string): string {
  return at || (all.find((one) => one.owed)?.field.id ?? "");
}

/** After `now`: the next question not passed yet; those that are owed come whatever was passed. "" when there is none. */
export function nextAfter(all: readonly Standing[], now: string, passed: readonly string[]): string {
  const behind = all.slice(all.findIndex((one) => one.field.id === now) + 1);
  const open = (one: Standing): boolean => one.known === null && !one.fixed && one.field.id !== now && (one.owed || (one.value === null && !passed.includes(one.field.id)));
  return (behind.find(open) ?? all.find((one) => open(one) && one.owed))?.field.id ?? "";
}
