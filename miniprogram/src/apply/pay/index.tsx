import { View } from "@tarojs/components";
import { useCallback, useEffect, useState } from "react";

import { carryOn } from "../../account";
import { application } from "../../api/calls";
import type { Application, Scene } from "../../api/shapes";
import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Heading } from "../../components/heading";
import { Loading } from "../../components/loading";
import { Page } from "../../components/page";
import { useShown } from "../../pages/use-shown";
import { present, sceneFor } from "../../scenes/pinned";
import { param } from "../../ways";
import { t } from "../../words";
import { money } from "../../words/speak";
import { payable, total } from "../progress/bills";
import { NotHere } from "../progress/not-here";
import { owns } from "../progress/standing";
import { toProgress } from "../progress/to-progress";
import { BillPage } from "./bill-page";
import { OutcomePage } from "./outcome-page";
import { usePaying } from "./use-paying";

/** What is to be paid, the way to the till, and the server's word for how it ended. */
export default function Pay() {
  const [id] = useState(() => param("id"));
  const { view, scene, error, again } = useBill(id);
  const paying = usePaying(id, again);
  const { step, outcome } = paying;
  if (step === "asking") return <Page title={t("progress.cost")}><Asking /></Page>;
  if (view === null) return <Page title={t("progress.cost")}><NotHere error={error} onAgain={again} /></Page>;
  const due = payable(view.orders);
  const mayPay = due.length > 0 && view.actions.includes("pay");
  if (outcome && outcome.state !== "given_up") {
    return <Page title={t("progress.cost")}><OutcomePage id={id} title={view.title} outcome={outcome} again={mayPay} paying={paying} /></Page>;
  }
  if (!mayPay) return <Page title={t("progress.cost")}><Nothing view={view} /></Page>;
  return <Page title={t("progress.cost")} speak={t("pay.title", { money: money(total(due)) })}><BillPage view={view} scene={scene} paying={paying} /></Page>;
}

/** The bill as it is now, and the scene for what becomes of the money. */
function useBill(id: string): { view: Application | null; scene: Scene | null; error: unknown; again: () => void } {
  const [view, setView] = useState<Application | null>(null);
  const [scene, setScene] = useState<Scene | null>(null);
  const [error, setError] = useState<unknown>(null);
  const again = useCallback(() => {
    setError(null);
    carryOn(() => application(id)).then(setView, setError);
  }, [id]);
  useShown(again);
  const slug = view?.scene;
  const version = view?.scene_version;
  useEffect(() => {
    if (!slug || !version) return;
    sceneFor({ scene: slug, scene_version: version }, present(slug)).then(setScene, () => undefined); // without it the page only lacks a line
  }, [slug, version]);
  return { view, scene, error, again };
}

function Asking() {
  return <View className="stack"><Heading>{t("pay.asking")}</Heading><View>{t("pay.asking_more")}</View><Loading says={t("pay.asking")} /></View>;
}

/** Paid already, over, or not this person's to pay: said, and led on. */
function Nothing({ view }: { view: Application }) {
  const payer = view.parties.find(({ role }) => role === "applicant");
  const who = payer?.name ?? payer?.says ?? "";
  const others = !owns(view) && view.state === "to_pay";
  return (
    <Empty page icon="coin" says={others ? t("pay.payer", { who }) : t("pay.over")} more={others ? t("pay.payer_more", { who }) : t("pay.over_more")}>
      <Button onPress={() => void toProgress(view.id)}>{t("sent.follow")}</Button>
    </Empty>
  );
}
