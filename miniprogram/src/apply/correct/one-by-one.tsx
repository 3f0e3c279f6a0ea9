import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { Button } from "../../components/button";
import { Call } from "../../components/call";
import { Row, Rows } from "../../components/row";
import { t } from "../../words";
import { questionAt } from "../filling/lead";
import { Fix } from "./fix";
import { type Fix as AFix, places } from "./fixing";
import type { Fixing } from "./use-fixing";
import { Said } from "./whole";

/** The elder flow: one thing a screen, then all of it once more as a list. `at` of -1: the list. */
export function useSteps(fixing: Fixing): { at: number; to: (at: number) => void; there: AFix[] } {
  const there = places(fixing.putting);
  const [at, to] = useState(() => there.findIndex((fix) => !fix.done));
  const wrong = there.findIndex((fix) => Object.keys(fixing.errors).some((path) => questionAt(path) === fix.id));
  const asked = Object.keys(fixing.errors).length > 0;
  useEffect(() => {
    if (asked && at === -1 && wrong >= 0) to(wrong);
  }, [asked, at, wrong]);
  return { at: Math.min(at, there.length - 1), to, there };
}

export function OneThing({ fixing, at, there, onGo }: { fixing: Fixing; at: number; there: readonly AFix[]; onGo: (at: number) => void }) {
  const fix = there[at];
  if (!fix) return null;
  const office = fixing.putting.asked.find(({ fixes }) => fixes.includes(fix) || fixes.some(({ id }) => id === fix.id));
  const next = there.findIndex((one, place) => place > at && !one.done);
  return (
    <>
      <View className="small">{[t("correct.step", { at: at + 1, count: there.length }), office?.office].filter(Boolean).join(t("facts.joined"))}</View>
      {office && at === there.findIndex(({ id }) => office.fixes.some((one) => one.id === id)) ? <Said asked={office} /> : null}
      <Fix key={fix.id} fixing={fixing} fix={fix} page />
      <View className="actions">
        <Button onPress={() => onGo(next)}>{t(fix.done ? "correct.next" : "ui.continue")}</Button>
        {at > 0 ? <Button look="plain" onPress={() => onGo(at - 1)}>{t("correct.before")}</Button> : null}
      </View>
      {office?.phone ? <Call number={office.phone} says={t("correct.ask", { department: office.office })} /> : null}
    </>
  );
}

const DONE = { tone: "good", icon: "check" } as const;
const TODO = { tone: "mind", icon: "bell" } as const;

/** All of it, each line leading back to its screen. */
export function Review({ fixing, there, onGo }: { fixing: Fixing; there: readonly AFix[]; onGo: (at: number) => void }) {
  const loose = fixing.putting.asked.filter(({ fixes }) => fixes.every(({ id }) => !id));
  return (
    <>
      {loose.map((asked) => <Said key={asked.key} asked={asked} />)}
      <Rows label={t("correct.review")}>
        {there.map(({ id, label, done }, at) => (
          <Row key={id} title={label} {...(done ? DONE : TODO)} says={t(done ? "correct.state_done" : "correct.state_todo")} onPress={() => onGo(at)} />
        ))}
      </Rows>
    </>
  );
}
