import { View } from "@tarojs/components";

import type { Verified } from "../../api/shapes";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { type Fact, Facts } from "../../components/facts";
import { Outcome } from "../../components/outcome";
import { type Key, t } from "../../words";
import { moment, plainDay } from "../../words/speak";

/** Valid or not, in large, and as little as possible about whom. */
export function Found({ found, onOther }: { found: Verified; onOther: () => void }) {
  const { valid, status = "unknown", checked_at } = found;
  const facts = factsOf(found);
  return (
    <>
      <Outcome outcome={valid ? "yes" : "no"} says={t(valid ? "verified.valid" : keyOf(status))} more={checked_at ? t("verified.now", { at: moment(checked_at) }) : ""} />
      {facts.length > 0 ? <Card><Facts facts={facts} /></Card> : null}
      <View className="small">{t(valid ? "verified.says" : "verified.says_not")}</View>
      <Button look="plain" onPress={onOther}>{t("verified.other")}</Button>
    </>
  );
}

const SAID = new Set(["expired", "revoked", "suspended", "cancelled", "void"]);

/** A status of tomorrow is no proof of anything. */
function keyOf(status: string): Key {
  return (SAID.has(status) ? `verified.${status}` : "verified.unknown") as Key;
}

/** A notice of law has a number, a licence an end. */
function factsOf({ title, number, holder, issued_by, issued_on, valid_until }: Verified): Fact[] {
  if (!title || !holder || !issued_by || !issued_on) return [];
  const notice = typeof number === "string";
  const until = valid_until ? [`${t("verified.until")} ${plainDay(valid_until)}`] : [];
  return [
    { icon: notice ? "paper" : "card", label: t(notice ? "verified.document" : "verified.kind"), value: title, more: notice ? [number] : until },
    { icon: "person", label: t(notice ? "verified.to" : "verified.holder"), value: holder },
    { icon: "office", label: t(notice ? "verified.made_by" : "verified.issued_by"), value: issued_by, more: [plainDay(issued_on)] },
  ];
}
