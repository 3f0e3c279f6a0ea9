/** Where one has to go in person: when, why, with what, to which window. Pure. */
import type { Visit } from "../../api/shapes";
import { t } from "../../words";
import type { Fact } from ".";

export function visitFacts(visits: readonly Visit[]): Fact[] {
  return visits.map((visit) => ({ icon: "person", label: t("facts.visits", { count: visit.times }), value: visit.why || visit.name, more: lines(visit) }));
}

/** Every original that some window wants to see, or may want to, each once. */
export function toBring(visits: readonly Visit[]): string[] {
  return Array.from(new Set(visits.flatMap(({ bring = [], perhaps = [] }) => [...bring, ...perhaps])));
}

function lines({ step, pays = false, bring = [], perhaps = [], places }: Visit): string[] {
  return [
    ...(step ? [t(`facts.visit_when.${pays && step === "accept" ? "paid" : step}`)] : []),
    ...(bring.length > 0 ? [t("facts.visit_bring", { what: bring.join(t("facts.and")) })] : []),
    ...(perhaps.length > 0 ? [t("facts.visit_perhaps", { what: perhaps.join(t("facts.and")) })] : []),
    ...places.map(({ name, address, hours }) => t("facts.place", { name, address, hours })),
  ];
}
