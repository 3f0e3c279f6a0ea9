import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { useMe } from "../../account";
import { allScenes } from "../../api/calls";
import type { Check, Scene, SceneBrief } from "../../api/shapes";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { Row, Rows } from "../../components/row";
import { iconOf, sceneSays } from "../home/lines";
import { go } from "../../ways";
import { t } from "../../words";
import { Remind } from "./remind";
import { type Other, othersOf, wayOf } from "./step";

/** It is a no: what else would help. */
export function Others({ scene, check, onProve }: { scene: Scene; check: Check; onProve: () => void }) {
  const others = othersOf(scene, check.alternatives, useScenes(), wayOf(scene, useMe()));
  if (others.length === 0) return null;
  return (
    <View className="stack-near">
      <Heading level={2}>{t("answer.alternatives")}</Heading>
      {others.map((other) => <One key={other.key} other={other} />)}
      {others.some(({ remind }) => remind === "ready") ? <Remind scene={scene} /> : null}
      {others.some(({ remind }) => remind === "unknown") ? (
        <Rows><Row title={t("answer.verify_row")} says={t("answer.verify_row_says")} icon="shield" onPress={onProve} /></Rows>
      ) : null}
    </View>
  );
}

function One({ other: { scene, says } }: { other: Other }) {
  if (scene === null) return <Notice icon="bell">{says}</Notice>;
  return <Rows><Row title={scene.title} says={sceneSays(scene)} icon={iconOf(scene.icon)} onPress={() => void go("pages/scene", { slug: scene.slug })} /></Rows>;
}

function useScenes(): SceneBrief[] {
  const [scenes, setScenes] = useState<SceneBrief[]>([]);
  useEffect(() => {
    const { last, fresh } = allScenes();
    if (last) setScenes(last.items);
    fresh.then(({ items }) => setScenes(items)).catch(() => undefined); // the way there is missing, the words are not
  }, []);
  return scenes;
}
