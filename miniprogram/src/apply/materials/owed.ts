import { t } from "../../words";
import type { Paper } from "../filling/papers";

/** What is neither given nor promised though it is needed, in words by paper. */
export function owedIn(papers: readonly Paper[]): { [id: string]: string } {
  const owed = papers.filter((one) => (one.state === "lacking" || one.state === "unsure") && !one.optional && one.takes);
  return Object.fromEntries(owed.map((one) => [one.id, t("wrong.undone", { label: one.label })]));
}
