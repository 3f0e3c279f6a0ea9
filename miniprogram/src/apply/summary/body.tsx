import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import type { Check, Me } from "../../api/shapes";
import { Card } from "../../components/card";
import { Facts } from "../../components/facts";
import { Heading } from "../../components/heading";
import { Summary, type SummaryRow } from "../../components/summary";
import { t } from "../../words";
import { go } from "../../ways";
import type { Paper } from "../filling/papers";
import type { Form } from "../filling/use-form";
import { Consents } from "./consents";
import { answerRows, confirming, costs, paperRows, personRows, toldFacts } from "./lines";
import { Promises } from "./promises";

interface Props {
  form: Form;
  me: Me | null;
  papers: Paper[];
  check: Check | null;
  /** It waits to be sent: nothing is changed any more. */
  locked: boolean;
}

export function Body({ form, me, papers, locked }: Props) {
  const { scene, sheet, draft } = form;
  const { filled, rows } = answerRows(form.all, draft, (at) => void go("apply/sheet", { id: form.id, at }));
  const given = paperRows(papers, draft, (at) => void go("apply/materials", { id: form.id, at }));
  const asked = confirming(scene, sheet);
  return (
    <>
      <View className="stack-near"><View className="small">{sheet.title}</View><Heading>{t("summary.title")}</Heading></View>
      <Part title={t("summary.person")} rows={personRows(sheet, me)} form={form} locked={locked} />
      <Part title={t("summary.filled")} rows={filled} form={form} locked={locked} />
      <Part title={t("summary.rows")} rows={rows} form={form} locked={locked} />
      <Part title={t("summary.materials")} rows={given} form={form} locked={locked} />
      <Promises papers={papers} />
      <Block title={t("summary.costs")}><Facts facts={costs(sheet)} /></Block>
      {asked.length > 0 ? <Block title={t("facts.confirms")}><Facts facts={asked} /></Block> : null}
      <Block title={t("summary.told")}><Facts facts={toldFacts(sheet.told)} /></Block>
      <Consents form={form} locked={locked} />
    </>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return <View className="stack-near"><Heading level={2}>{title}</Heading><Card>{children}</Card></View>;
}

function Part({ title, rows, form, locked }: { title: string; rows: SummaryRow[]; form: Form; locked: boolean }) {
  if (rows.length === 0) return null;
  const shown = rows.map(({ onChange, ...row }): SummaryRow => {
    const wrong = wrongAt(form, row.id);
    return { ...row, value: [row.value, wrong].filter(Boolean).join(" · "), ...(onChange && !locked ? { onChange } : {}) };
  });
  return <View className="stack-near"><Heading level={2}>{title}</Heading><Summary rows={shown} /></View>;
}

/** What is wrong with this line or inside it, in one. */
function wrongAt(form: Form, id: string): string {
  return Object.entries(form.errors).find(([path]) => path === id || path.startsWith(`${id}[`))?.[1] ?? "";
}
