import { t } from "../../words";
import type { AskProps } from "../asked";
import { Line } from "../line";

/** Eighteen signs, with spaces between them. */
const MOST = 40;

export function AskIdNumber(asked: AskProps) {
  return <Line asked={asked} hint={t("kinds.id_number_hint")} keyboard="idcard" most={MOST} />;
}
