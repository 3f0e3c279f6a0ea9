import { View } from "@tarojs/components";

import type { Payment } from "../../api/shapes";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Facts } from "../../components/facts";
import { Outcome as Verdict } from "../../components/outcome";
import { t } from "../../words";
import { money } from "../../words/speak";
import { toProgress } from "../progress/to-progress";
import type { Outcome } from "./paying";
import type { Paying } from "./use-paying";

type Known = Exclude<Outcome, { state: "given_up" }>;

const VERDICTS = { paid: "yes", closed: "no", failed: "no", unsure: "maybe" } as const;
/** The matter was over before the money came. */
const TOO_LATE = new Set(["closed", "refunding", "refunded"]);

/** How it ended, as the server says; or that nobody knows yet, which is no reason to worry. `again`: there is still something to pay. */
export function OutcomePage({ id, title, outcome, again, paying }: { id: string; title: string; outcome: Known; again: boolean; paying: Paying }) {
  const { state, payment } = outcome;
  const unsure = state === "unsure";
  return (
    <>
      <View className="small">{title}</View>
      <Verdict outcome={VERDICTS[state]} says={t(`paid.title.${unsure ? "opened" : state}`)} more={moreOf(outcome)} />
      {payment ? <Card><Facts facts={[factOf(payment)]} /></Card> : null}
      <View className="actions">
        {unsure ? <Button onPress={paying.look}>{t("paid.look")}</Button> : null}
        {again && state !== "paid" ? <Button look={unsure ? "plain" : "act"} onPress={paying.bill}>{t("paid.again")}</Button> : null}
        <Button look={state === "paid" || !again ? "act" : "quiet"} onPress={() => void toProgress(id)}>{t("sent.follow")}</Button>
      </View>
    </>
  );
}

function moreOf({ state, payment }: Known): string {
  if (state === "unsure") return t("paid.more.opened");
  if (state === "paid" && payment?.orders.some((order) => TOO_LATE.has(order.state))) return t("paid.more.back");
  const payees = Array.from(new Set(payment?.orders.map(({ payee_name }) => payee_name) ?? []));
  return t(`paid.more.${state}`, { payee: payees.join(t("facts.and")), money: money(payment?.fen ?? 0) });
}

function factOf({ orders, fen, number }: Payment): { icon: string; label: string; value: string; more: string[] } {
  const names = Array.from(new Set(orders.map(({ name }) => name)));
  return { icon: "coin", label: names.join(t("facts.and")), value: money(fen), more: [t("paid.number", { number })] };
}
