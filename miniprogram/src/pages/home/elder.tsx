import { View } from "@tarojs/components";

import { Heading } from "../../components/heading";
import { oftenFirst } from "./lines";
import { AllScenes, NoScenes, SceneRows, SearchDoor, Stale, Waiting } from "./parts";
import { Top } from "./top";
import { t } from "../../words";
import type { Front } from "./use-front";
import type { Leading } from "./waiting";

/** Big things to do on the first screen, no more; everything else is one tap away. */
const THINGS = 4;
const LEAST_SCENES = 2;

export function Elder({ front, waiting }: { front: Front; waiting: readonly Leading[] }) {
  const first = waiting.slice(0, THINGS - LEAST_SCENES);
  const scenes = oftenFirst(front.scenes ?? []).slice(0, Math.max(LEAST_SCENES, THINGS - 1 - first.length));
  return (
    <View className="stack">
      <Top />
      <Heading large>{t("home.title")}</Heading>
      <Stale front={front} />
      <Waiting waiting={first} />
      {scenes.length === 0 ? <NoScenes front={front} /> : (
        <View className="stack-near">
          <Heading level={2}>{t("home.scenes_elder")}</Heading>
          <SceneRows scenes={scenes} />
        </View>
      )}
      <AllScenes />
      <SearchDoor />
    </View>
  );
}
