/**
 * Texts as the office counts and writes them: whole characters, its own white space, numbers with its own exponents.
 * The phone must not be cleverer than the office: a different reading would be a different answer.
 */

const BLANK = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LEADING = new RegExp(`^[${BLANK}]+`);
const TRAILING = new RegExp(`[${BLANK}]+$`);
const BETWEEN = new RegExp(`[${BLANK}]+`);
const FIXED_BELOW = 16; // from 1e16 on a number is written with an exponent
const FIXED_ABOVE = -5; // and so is one below 1e-4

export function stripStart(text: string): string {
  return text.replace(LEADING, "");
}

export function strip(text: string): string {
  return stripStart(text).replace(TRAILING, "");
}

/** The words of a text, whatever stands between them. */
export function words(text: string): string[] {
  return text.split(BETWEEN).filter((word) => word !== "");
}

/** Whole characters; half of a pair counts as one. */
export function characters(text: string): string[] {
  return Array.from(text);
}

export function lengthOf(text: string): number {
  return characters(text).length;
}

/** By whole characters, as the office sorts. */
export function compareTexts(one: string, other: string): number {
  const left = characters(one);
  const right = characters(other);
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const less = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (less !== 0) return less;
  }
  return left.length - right.length;
}

/** A finite number that is not whole, with the fewest digits that tell it: 0.1, 1e-05, 1.5e+16. */
export function writtenOut(value: number): string {
  const [mantissa = "", power = "0"] = Math.abs(value).toExponential().split("e");
  const exponent = Number(power);
  const digits = mantissa.replace(".", "");
  const sign = value < 0 ? "-" : "";
  if (exponent >= FIXED_BELOW || exponent <= FIXED_ABOVE) {
    const size = String(Math.abs(exponent));
    return `${sign}${mantissa}e${exponent < 0 ? "-" : "+"}${size.length < 2 ? `0${size}` : size}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1);
  const rest = digits.slice(exponent + 1);
  return `${sign}${whole}${"0".repeat(exponent + 1 - whole.length)}${rest ? `.${rest}` : ""}`;
}
