/** Days, moments, money and codes as a person says them, in the language that is spoken. Days are civil days: no time zone moves them. */
import { list, t } from "./index";

/** `2026-12-03` → 12 月 3 日 星期四, with the year when it is not the one of `today`. Never a bare number of days. */
export function day(iso: string, today: string = isoToday()): string {
  const [year, month, date] = parts(iso);
  const values = { year, month: list("dates.months")[month - 1] ?? month, day: date, weekday: weekday(iso) };
  return t(iso.slice(0, 4) === today.slice(0, 4) ? "dates.short" : "dates.long", values);
}

/** Without the weekday: for a birthday, a day of issue. */
export function plainDay(iso: string): string {
  const [year, month, date] = parts(iso);
  return t("dates.plain", { year, month: list("dates.months")[month - 1] ?? month, day: date });
}

/** `2026-11-22T14:29:44.612+08:00` → 11 月 22 日 星期日 14:29, as the clock on the wall said. */
export function moment(rfc3339: string, today?: string): string {
  return t("dates.moment", { day: day(rfc3339.slice(0, 10), today), time: clock(rfc3339) });
}

export function clock(rfc3339: string): string {
  return rfc3339.slice(11, 16);
}

/** Fen to yuan with both decimals, as every bill of the city: 2000 → 20.00 元; what is let off stands below zero. */
export function money(fen: number): string {
  const whole = String(Math.floor(Math.abs(fen) / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return (fen < 0 ? "-" : "") + t("money", { yuan: whole, fen: String(Math.abs(fen) % 100).padStart(2, "0") });
}

/** A code in groups of four, to be copied by hand. */
export function code(text: string): string {
  return text.replace(/\s/g, "").replace(/(.{4})(?=.)/g, "$1 ");
}

/** A code sign by sign, to be heard. */
export function spelled(text: string): string {
  return [...text.replace(/\s/g, "")].join(" ");
}

/** The city's day (UTC+8), whatever the phone's zone. */
export function isoToday(now: number = Date.now()): string {
  return new Date(now + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

function weekday(iso: string): string {
  const [year, month, date] = parts(iso);
  const fromSunday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return list("dates.weekdays")[(fromSunday + 6) % 7] ?? "";
}

function parts(iso: string): [number, number, number] {
  const [year, month, date] = iso.slice(0, 10).split("-").map(Number);
  return [year ?? 0, month ?? 1, date ?? 1];
}
