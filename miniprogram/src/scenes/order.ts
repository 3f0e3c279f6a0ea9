/** Orders that every face keeps alike: what hangs on others comes after them, and what is equal stays as it stood. */

/**
 * `names`, each after those it waits for. Those that are ready together come in the order in which they were first
 * heard of, as the office's sorter has it.
 */
export function afterOthers(names: readonly string[], waitsFor: (name: string) => readonly string[]): string[] {
  const left = new Map(names.map((name) => [name, new Set(waitsFor(name))] as const));
  const heardOf = new Set<string>();
  left.forEach((waiting, name) => {
    heardOf.add(name);
    waiting.forEach((each) => heardOf.add(each));
  });
  const done: string[] = [];
  let ready = Array.from(heardOf).filter((name) => left.get(name)?.size === 0);
  while (ready.length > 0) {
    done.push(...ready);
    const next: string[] = [];
    for (const one of ready) {
      left.forEach((waiting, name) => {
        if (waiting.delete(one) && waiting.size === 0) next.push(name);
      });
    }
    ready = next;
  }
  return done.concat(names.filter((name) => !done.includes(name)));
}

/** Sorted by a number, the smallest first; old engines do not promise to keep equals as they stood, this does. */
export function sortedBy<T>(list: readonly T[], rank: (each: T) => number): T[] {
  const placed = list.map((each, place) => ({ each, place, rank: rank(each) }));
  return placed.sort((one, other) => one.rank - other.rank || one.place - other.place).map(({ each }) => each);
}
