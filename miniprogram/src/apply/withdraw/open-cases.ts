import type { Application, Case } from "../../api/shapes";

/** In which a case can still be taken back by the one whose it is. Who is decided is the server's to say, and it does. */
const OPEN = new Set<Case["state"]>(["submitted", "returned", "correction", "accepted", "pay_pending", "in_review", "suspended", "forwarded"]);

export function undecided({ cases }: Pick<Application, "cases">): Case[] {
  return cases.filter(({ state, result }) => result === null && OPEN.has(state));
}

export function decided(view: Pick<Application, "cases">): Case[] {
  const open = undecided(view);
  return view.cases.filter((one) => !open.includes(one));
}
