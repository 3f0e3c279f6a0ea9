import Taro, { usePullDownRefresh, useShareAppMessage } from "@tarojs/taro";
import { useState } from "react";

import { Refusal } from "../../api/refusals";
import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { address, param, replace } from "../../ways";
import { t } from "../../words";
import { Answer } from "./answer";
import { Asking } from "./asking";
import { ANSWER } from "./guide";
import { About } from "./about";
import { useScene } from "./use-scene";
import "./index.scss";

/** A scene: what it is, its questions one a page, the answer. Each step is a page of its own, so that going back is going back. */
export default function ScenePage() {
  const [slug] = useState(() => param("slug"));
  const [step] = useState(() => param("step"));
  const { scene, error, again } = useScene(slug);
  useShareAppMessage(() => ({ title: scene?.title ?? t("brand"), path: address("pages/scene", { slug }) }));
  usePullDownRefresh(() => {
    again();
    Taro.stopPullDownRefresh();
  });
  if (scene === null) return <Page>{error === null ? <Loading /> : <NotThere error={error} onAgain={again} />}</Page>;
  if (step === "") return <About scene={scene} />;
  return step === ANSWER ? <Answer scene={scene} /> : <Asking scene={scene} step={step} />;
}

function NotThere({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  if (!(error instanceof Refusal) || error.status !== 404) return <Failed error={error} onAgain={onAgain} />;
  return (
    <Empty page icon="search" says={t("scene.gone")} more={t("scene.gone_more")}>
      <Button onPress={() => void replace("pages/search")}>{t("scene.find")}</Button>
    </Empty>
  );
}
