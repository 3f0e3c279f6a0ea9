/** How large a rule may be and how long it may run: the same limits as the office's. */

export const MAX_DEPTH = 40; // nested operators
export const MAX_STEPS = 20_000; // operators run in one evaluation, lists included
export const MAX_SIZE = 20_000; // characters of a text, members of a list, made by a rule

/** A rule that cannot be, or went over its limits. `near` is the word in it that is wrong. */
export class RuleError extends Error {
  readonly near: string;

  constructor(says: string, near = "") {
    super(says);
    Object.setPrototypeOf(this, RuleError.prototype);
    this.name = "RuleError";
    this.near = near;
  }
}
