/** A scene as one line of a list: how long, how much, how many ways. What decides whether one starts. */
import type { SceneBrief } from "../../api/shapes";
import { t } from "../../words";
import { OFTEN } from "../../city";

/** The line icons there are (api/h5/static/icons); a scene may ask for one that is not drawn. */
const ICONS = new Set(
  ("alert back bell bus calendar camera card check clock code coin cross doc-check download edit elder globe heart home key letter list next " +
    "office paper people person phone print question search settings shield speak stop").split(" "),
);
/** A scene that is done without a counter. */
const ONLINE = "full";

export function iconOf(name: string): string {
  return ICONS.has(name) ? name : "paper";
}

export function sceneSays({ promise, fee, online }: Pick<SceneBrief, "promise" | "fee" | "online">): string {
  const parts = [
    promise > 0 ? t("facts.days", { days: promise }) : t("facts.day_zero"),
    t(fee ? "row.paid" : "row.free"),
    online === ONLINE ? t("facts.no_visits") : t("home.visit"),
  ];
  return parts.join(t("facts.joined"));
}

/** What the city's look names first, in its order; then the others as they came. */
export function oftenFirst(scenes: readonly SceneBrief[]): SceneBrief[] {
  const named = OFTEN.flatMap((slug) => scenes.filter((one) => one.slug === slug));
  return [...named, ...scenes.filter((one) => !named.includes(one))];
}

/** The topics of these scenes, the most frequent first. */
export function themesOf(scenes: readonly SceneBrief[]): string[] {
  const counted = new Map<string, number>();
  for (const theme of scenes.flatMap((one) => one.themes)) counted.set(theme, (counted.get(theme) ?? 0) + 1);
  return Array.from(counted.keys()).sort((one, other) => (counted.get(other) ?? 0) - (counted.get(one) ?? 0));
}
