import { NewsList } from ".";

/** Nothing is new on a new phone, so nothing is drawn; what is drawn when something is stands in its test. */
export const fixtures = { nothing: <NewsList /> };
