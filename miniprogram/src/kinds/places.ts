/** The places one may pick as a tree by their codes: district, street or town, community or village. Pure. */

export interface Place {
  /** Twelve digits of a place one may pick, or the digits its places have in common. */
  readonly code: string;
  /** Its own part of the full name. */
  readonly name: string;
  readonly places: readonly Place[];
}

/** How many digits of a code each level has. */
const LEVELS = [6, 9, 12];
/** How a full name ends at each level; what has no such end is one part. */
const ENDS = [/^.+?[区县市旗]/, /^.+?(?:街道|镇|乡|苏木|办事处)/];

export function placesIn(options: { readonly [code: string]: string }): readonly Place[] {
  return level(Object.entries(options).map(([code, name]) => ({ code, whole: code, name })), 0);
}

interface Named {
  code: string;
  whole: string;
  name: string;
}

function level(named: readonly Named[], depth: number): Place[] {
  const digits = LEVELS[depth] ?? 12;
  const groups = new Map<string, Named[]>();
  for (const one of named) {
    const key = one.whole.slice(0, digits);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return Array.from(groups.values()).map((group) => placeOf(group, depth, digits));
}

function placeOf(group: readonly Named[], depth: number, digits: number): Place {
  const first = group[0] as Named;
  const part = depth < ENDS.length ? (ENDS[depth]?.exec(first.name)?.[0] ?? "") : "";
  const shared = part !== "" && group.every((one) => one.name.startsWith(part));
  if (!shared || (group.length === 1 && part === first.name)) return leafOrLevel(group, depth, first);
  const inside = group.map((one) => ({ ...one, name: one.name.slice(part.length) }));
  return { code: first.whole.slice(0, digits), name: part, places: level(inside, depth + 1) };
}

/** Where names do not tell the level, the next one is looked at; the last is the place itself. */
function leafOrLevel(group: readonly Named[], depth: number, first: Named): Place {
  if (group.length === 1) return { code: first.whole, name: first.name, places: [] };
  return { code: first.whole.slice(0, LEVELS[depth]), name: first.name, places: group.map((one) => ({ code: one.whole, name: one.name, places: [] })) };
}

/** From the outermost to the one with `code`; empty when there is none such. */
export function wayTo(code: string, places: readonly Place[]): Place[] {
  for (const place of places) {
    if (place.places.length === 0 && place.code === code) return [place];
    const below = wayTo(code, place.places);
    if (below.length > 0) return [place, ...below];
  }
  return [];
}

/** The way as far as it was chosen, with every only choice taken by itself. */
export function onward(way: readonly Place[], places: readonly Place[]): Place[] {
  const next = way.length > 0 ? (way[way.length - 1] as Place).places : places;
  const only = next[0];
  return next.length === 1 && only && way.length > 0 ? onward([...way, only], places) : [...way];
}
