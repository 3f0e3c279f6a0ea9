import { View } from "@tarojs/components";
import { useState } from "react";

import type { Item, Scene } from "../../api/shapes";
import { Button } from "../../components/button";
import { Call } from "../../components/call";
import { Card } from "../../components/card";
import { Facts } from "../../components/facts";
import { Heading } from "../../components/heading";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { unanswered } from "../../api/refusals";
import { useManner } from "../../look/manner";
import { HELP_LINE } from "../../city";
import { t } from "../../words";
import { useShown } from "../use-shown";
import { factsOf } from "./facts";
import { guideOf } from "./guide";
import { onward } from "./onward";
import { type Checked, useCheck } from "./use-scene";

/** What this is, what it takes; then one button. Nobody need be known. */
export function About({ scene }: { scene: Scene }) {
  const checked = useCheck(scene.slug);
  const { elder } = useManner();
  const [begun, setBegun] = useState(false);
  useShown(() => setBegun(guideOf(scene.slug).asked.length > 0));
  const start = (
    <Button onPress={() => void onward(scene)}>
      {t(begun ? "scene.go_on" : "scene.start")}
    </Button>
  );
  return (
    <Page title={scene.title} speak={speech(scene, checked)} bar={elder ? null : <SheetBar says={t("scene.no_account")}>{start}</SheetBar>}>
      <Heading>{scene.title}</Heading>
      {scene.says ? <View>{scene.says}</View> : null}
      {elder ? start : null}
      <Takes scene={scene} checked={checked} />
      <Good scene={scene} />
      <Call number={scene.items[0]?.phones.ask || HELP_LINE} says={t("scene.ask")} />
      <Button look="quiet" icon="people" openType="share">{t("scene.share")}</Button>
      {elder ? null : scene.items.map((item) => <Legal key={item.item} item={item} />)}
    </Page>
  );
}

function speech(scene: Scene, { check }: Checked): string {
  const facts = check ? factsOf(scene, check).map(({ label, value }) => `${label} ${value}`) : [];
  return [scene.title, scene.says, ...facts].join(" ");
}

/** To bring, to pay, until when. Without a net the rest of the page still stands. */
export function Takes({ scene, checked }: { scene: Scene; checked: Checked }) {
  if (checked.check) return <Card label={t("answer.facts")}><Facts facts={factsOf(scene, checked.check)} /></Card>;
  if (checked.busy) return <Card><Loading /></Card>;
  if (unanswered(checked.error)) return <Notice icon="globe" live>{t("scene.facts_later")}</Notice>;
  return <Failed error={checked.error} onAgain={() => void checked.again()} />;
}

function Good({ scene: { guide = [] } }: { scene: Scene }) {
  if (guide.length === 0) return null;
  return (
    <View className="stack-near">
      <Heading level={2}>{t("scene.guide")}</Heading>
      <Card>
        {guide.map(({ title, says }) => <View key={title}><View className="strong">{title}</View><View>{says}</View></View>)}
      </Card>
    </View>
  );
}

/** What the law calls it. */
function Legal({ item: { name, code, basis } }: { item: Item }) {
  return (
    <View className="small scene-legal">
      <View>{t("scene.legal")}{name}</View>
      {code.catalog ? <View>{t("scene.code")}{code.catalog}</View> : null}
      {basis.length > 0 ? <View>{t("scene.basis")}{basis.map(({ law, article }) => law + article).join(t("facts.and"))}</View> : null}
    </View>
  );
}
