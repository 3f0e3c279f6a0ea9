import { View } from "@tarojs/components";

import { t } from "../../words";
import { money } from "../../words/speak";
import "./index.scss";

interface Props {
  payee: string;
  lines: { label: string; fen: number }[];
  fen: number;
  basis?: string[];
  /** Where it stands and by when, in words. */
  said?: string[];
}

/** What one payee asks for: each part, the whole, what it rests on, where it stands. */
export function Bill({ payee, lines, fen, basis = [], said = [] }: Props) {
  return (
    <View className="bill">
      {lines.map((line) => <BillLine key={line.label} label={line.label} fen={line.fen} />)}
      {lines.length === 1 ? null : <BillLine label={t("pay.total")} fen={fen} total />}
      <View className="small">{t("pay.payee", { name: payee })}</View>
      {basis.map((one) => <View key={one} className="small">{t("facts.basis", { basis: one })}</View>)}
      {said.map((line) => <View key={line} className="bill-said">{line}</View>)}
    </View>
  );
}

function BillLine({ label, fen, total = false }: { label: string; fen: number; total?: boolean }) {
  return (
    <View className={`bill-line${total ? " bill-total" : ""}`}>
      <View>{label}</View>
      <View className="bill-money">{money(fen)}</View>
    </View>
  );
}
