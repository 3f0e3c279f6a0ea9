import type { Scene } from "../../api/shapes";
import { Fold } from "../../components/fold";
import { Summary, type SummaryRow } from "../../components/summary";
import { shown } from "../../scenes";
import { go } from "../../ways";
import { t } from "../../words";
import { guideOf, questionIn } from "./guide";

/** What was said on the way, each with its way back to it. */
export function Answered({ scene }: { scene: Scene }) {
  const rows = rowsOf(scene);
  if (rows.length === 0) return null;
  return <Fold title={t("answer.answered")}><Summary rows={rows} /></Fold>;
}

function rowsOf(scene: Scene): SummaryRow[] {
  return Object.entries(guideOf(scene.slug).answers).flatMap(([id, value]) => {
    const field = questionIn(scene, id);
    if (field === null) return [];
    const change = (): void => void go("pages/scene", { slug: scene.slug, step: id });
    return [{ id, label: field.label || field.says, value: shown(field, value), onChange: change }];
  });
}
