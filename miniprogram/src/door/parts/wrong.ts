/** What a refusal is about: fields by name, or the whole. */
import { Refusal } from "../../api/refusals";
import { t } from "../../words";

export interface Wrong {
  field: string;
  message: string;
}

const TOO_OFTEN = 429;
const LONG_S = 120;

/** Fields that are wrong, all at once; a refusal without fields stands at `otherwise`. null: it is no refusal of what was typed. */
export function wrongs(error: unknown, otherwise: string): Wrong[] | null {
  if (!(error instanceof Refusal) || error.status >= 500) return null;
  if (error.errors.length > 0) return error.errors.map(({ field, message }) => ({ field, message }));
  return [{ field: otherwise, message: t("refused.both", { title: error.title, detail: error.detail }) }];
}

/** Seconds until another code can be sent; null when that is not what was said. */
export function waitOf(error: unknown): number | null {
  return error instanceof Refusal && error.status === TOO_OFTEN && error.retryAfter !== undefined ? error.retryAfter : null;
}

export function waitSays(seconds: number): string {
  return seconds <= LONG_S ? t("sign_in.wait", { seconds }) : t("sign_in.wait_long", { minutes: Math.ceil(seconds / 60) });
}

export function codeOf(error: unknown): string {
  return error instanceof Refusal ? error.code : "";
}

/** The codes of all that is wrong with fields. */
export function fieldCodes(error: unknown): string[] {
  return error instanceof Refusal ? error.errors.map(({ code }) => code) : [];
}
