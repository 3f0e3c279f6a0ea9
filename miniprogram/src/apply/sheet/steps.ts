/** One question a page: which they are, and which comes next. Pure. */
import type { Standing } from "../filling/form";

/** What is asked one by one: all that no register told, and the one that is to be changed. */
export function stepsOf(all: readonly Standing[], asked: readonly string[], at: string): Standing[] {
  return all.filter((one) => (one.known === null && !one.fixed && (one.owed || asked.includes(one.field.id) || one.value === null)) || one.field.id === at);
}

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
