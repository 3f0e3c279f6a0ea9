/** What can be seen to be wrong before anybody is asked: all of it at once, in the server's own words. */
import { defectSays } from "../../kinds/asked";
import { isBlank, KindError, kindOf } from "../../kinds";
import { t } from "../../words";
import type { Wrong } from "../parts/wrong";

export function mistakes(name: string, number: string): Wrong[] {
  const found: Wrong[] = [];
  if (isBlank(name)) found.push({ field: "name", message: t("wrong.empty", { label: t("verify_me.name") }) });
  const wrong = isBlank(number) ? t("wrong.empty", { label: t("verify_me.number") }) : wrongNumber(number);
  if (wrong) found.push({ field: "id_number", message: wrong });
  return found;
}

function wrongNumber(number: string): string {
  try {
    kindOf("id_number").parse(number, {});
    return "";
  } catch (wrong) {
    if (!(wrong instanceof KindError)) throw wrong;
    return defectSays(wrong.code, wrong.values);
  }
}
