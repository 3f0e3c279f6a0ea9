/** What the API answers, exactly (CONTRACT.md). Days are ISO dates, moments RFC 3339, money integer fen, names of people masked. */
export type * from "./plain";
export type * from "./me";
export type * from "./scene";
export type * from "./check";
export type * from "./sheet";
export type * from "./application";
export type * from "./money";
export type * from "./licence";
