import { Unsent } from ".";

/** Nothing waits on a new phone, so nothing is drawn; what is drawn when something does is in its test. */
export const fixtures = { nothing: <Unsent /> };
