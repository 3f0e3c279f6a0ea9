/** Days of the calendar as texts, 2026-11-21: no clock, no time zone. */

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const ISO = /^(\d{4})-?(\d\d)-?(\d\d)$/;

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTHS[month - 1] ?? 0);
}

export function exists({ year, month, day }: Day): boolean {
  return year >= 1 && year <= 9999 && day >= 1 && day <= daysIn(year, month);
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

export function iso({ year, month, day }: Day): string {
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** The day a text tells; null when there is no such day. */
export function dayOf(text: string): Day | null {
  const found = ISO.exec(text);
  if (!found) return null;
  const day = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
  return exists(day) ? day : null;
}

/** 2026年11月21日, as the server writes it: tests/conformance binds both. */
export function inWords({ year, month, day }: Day): string {
  return `${year}年${month}月${day}日`;
}

/** The day so many days later, or earlier. */
export function moved(from: Day, by: number): Day {
  let { year, month, day } = from;
  day += by;
  while (day < 1) {
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
    day += daysIn(year, month);
  }
  while (day > daysIn(year, month)) {
    day -= daysIn(year, month);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return { year, month, day };
}

/** The day on which somebody comes to be `years` old; born on 29 February, in a year without it, on 1 March. */
export function turns(born: Day, years: number): Day {
  const birthday = { ...born, year: born.year + years };
  return exists(birthday) ? birthday : { year: birthday.year, month: 3, day: 1 };
}

/** Full years on a day; negative before birth. */
export function ageOn(born: Day, on: Day): number {
  const years = on.year - born.year;
  return iso(on) >= iso(turns(born, years)) ? years : years - 1;
}
