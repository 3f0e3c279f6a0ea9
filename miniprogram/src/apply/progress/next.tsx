import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { allScenes, sheet } from "../../api/calls";
import type { Application, SceneBrief } from "../../api/shapes";
import { Heading } from "../../components/heading";
import { Row, Rows } from "../../components/row";
import { go } from "../../ways";
import { t } from "../../words";
import { owns } from "./standing";

/** What people in this position do after it. What cannot be fetched is left out: nobody came for it. */
export function Next({ view }: { view: Application }) {
  const [scenes, setScenes] = useState<SceneBrief[]>([]);
  const { id } = view;
  const mine = owns(view);
  useEffect(() => {
    if (mine) following(id).then(setScenes, () => undefined);
  }, [id, mine]);
  if (scenes.length === 0) return null;
  return (
    <View className="stack-near">
      <Heading level={2}>{t("progress.next")}</Heading>
      <Rows>{scenes.map(({ slug, title, says }) => <Row key={slug} title={title} says={says} onPress={() => void go("pages/scene", { slug })} />)}</Rows>
    </View>
  );
}

async function following(id: string): Promise<SceneBrief[]> {
  const { last, fresh } = allScenes();
  const [{ next }, all] = await Promise.all([sheet(id), fresh.catch(() => last ?? { items: [] })]);
  return next.flatMap((slug) => all.items.filter((one) => one.slug === slug));
}
