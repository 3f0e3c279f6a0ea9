import { type Door, through, TurnedBack } from "../account";

/** Opens a door when somebody asks for it themselves. Whether they came through. */
export async function pass(door: Door): Promise<boolean> {
  try {
    await through(door);
    return true;
  } catch (error) {
    if (!(error instanceof TurnedBack)) throw error;
    return false;
  }
}
