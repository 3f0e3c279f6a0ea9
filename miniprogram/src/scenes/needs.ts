/** Papers that several items of a scene need. Pure. */
import type { Need } from "../api/shapes";

/** Those that are needed for certain, each once, in their order: one is brought once, and where one item has it and another does not, it is
 *  lacking. */
export function neededOnce(needs: readonly Need[]): Need[] {
  const found = new Map<string, Need>();
  for (const need of needs.filter(({ sure }) => sure)) {
    const before = found.get(need.id);
    if (!before || lackOf(need) > lackOf(before)) found.set(need.id, need);
  }
  return Array.from(found.values());
}

function lackOf({ have }: Need): number {
  return have === false ? 2 : have === null ? 1 : 0;
}
