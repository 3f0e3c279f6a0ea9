/** The key of a sending: the same one until it is answered, so that what arrived unheard is not done twice. */
import { newKey } from "../../api/keys";
import { Refusal } from "../../api/refusals";

const keys = new Map<string, string>();

/** Sends `what` (where it goes and what it says) with its key. Raises what `send` raises. The city keeps no refusal under a key, yet a key
 *  whose answer it lost is refused for ever: so after a refusal the next try has a new one, unless the first is still being worked on. */
export async function once<T>(what: readonly unknown[], send: (key: string) => Promise<T>): Promise<T> {
  const said = JSON.stringify(what);
  const key = keys.get(said) ?? newKey();
  keys.set(said, key);
  try {
    return await send(key);
  } catch (error) {
    if (error instanceof Refusal && error.code !== "in_progress") keys.delete(said);
    throw error;
  }
}
