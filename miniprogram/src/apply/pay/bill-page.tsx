import { View } from "@tarojs/components";

import type { Application, Scene } from "../../api/shapes";
import { Bill } from "../../components/bill";
import { Button } from "../../components/button";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { t } from "../../words";
import { money } from "../../words/speak";
import { bills, type Bill as ABill, refundRules } from "../progress/bills";
import type { Paying } from "./use-paying";

/** What for, to whom, on what law, by when and what happens otherwise; then the till. One button a payee. */
export function BillPage({ view, scene, paying }: { view: Application; scene: Scene | null; paying: Paying }) {
  const due = bills(view.orders);
  const [only] = due;
  const title = due.length === 1 && only ? t("pay.title", { money: money(only.shown.fen) }) : t("pay.title_several", { count: due.length });
  return (
    <>
      <View className="stack-near"><View className="small">{view.title}</View><Heading>{title}</Heading></View>
      {paying.outcome?.state === "given_up" ? <Notice tone="mind" live>{t("pay.given_up")}</Notice> : null}
      {paying.error ? <Failed error={paying.error} /> : null}
      {due.map((bill, at) => <One key={bill.payee} bill={bill} first={at === 0} several={due.length > 1} paying={paying} />)}
      <View className="stack-near">
        {[...refundRules(view, scene), t("pay.back")].map((line) => <View key={line} className="small">{line}</View>)}
      </View>
    </>
  );
}

function One({ bill, first, several, paying }: { bill: ABill; first: boolean; several: boolean; paying: Paying }) {
  const opening = paying.step === "opening";
  const own = opening && paying.payee === bill.payee;
  const amount = money(bill.shown.fen);
  return (
    <View className="stack-near">
      {several ? <Heading level={2}>{bill.name}</Heading> : <View className="small">{`${t("pay.for")} ${bill.name}`}</View>}
      <Bill {...bill.shown} />
      <Button look={first ? "act" : "plain"} icon="coin" busy={opening} onPress={() => paying.go(bill.payee, bill.orders)}>
        {own ? t("pay.opening") : t("pay.go", { money: amount })}
      </Button>
    </View>
  );
}
