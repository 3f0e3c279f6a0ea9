import { View } from "@tarojs/components";

import { unanswered } from "../../api/refusals";
import type { SceneBrief } from "../../api/shapes";
import { Button } from "../../components/button";
import { Call } from "../../components/call";
import { Empty } from "../../components/empty";
import { Heading } from "../../components/heading";
import { Icon } from "../../components/icon";
import { Loading } from "../../components/loading";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { Row, Rows } from "../../components/row";
import { spoken } from "../../components/spoken";
import { go } from "../../ways";
import { t } from "../../words";
import { HELP_LINE } from "../../city";
import { iconOf, sceneSays } from "./lines";
import type { Front } from "./use-front";
import type { Leading } from "./waiting";

/** It looks like the box one types in, and opens the page where one does. */
export function SearchDoor() {
  const label = `${t("home.open_search")} ${t("search.hint")}`;
  return (
    <View className="home-search" hoverClass="row-pressed" onClick={() => void go("pages/search")} {...spoken({ role: "button", label })}>
      <Icon name="search" />
      <View className="home-search-hint">{t("search.hint")}</View>
    </View>
  );
}

export function Waiting({ waiting }: { waiting: readonly Leading[] }) {
  if (waiting.length === 0) return null;
  return (
    <View className="stack-near">
      <Heading level={2}>{t("home.continuing")}</Heading>
      <Rows>
        {waiting.map(({ key, title, says, icon, tone, page, params }) => (
          <Row key={key} title={title} says={says} icon={icon} tone={tone} onPress={() => void go(page, params)} />
        ))}
      </Rows>
    </View>
  );
}

export function SceneRows({ scenes }: { scenes: readonly SceneBrief[] }) {
  return (
    <Rows>
      {scenes.map((one) => (
        <Row key={one.slug} title={one.title} says={sceneSays(one)} icon={iconOf(one.icon)} onPress={() => void go("pages/scene", { slug: one.slug })} />
      ))}
    </Rows>
  );
}

/** No net, and yet something to look at. */
export function Stale({ front: { error, scenes } }: { front: Front }) {
  return unanswered(error) && scenes !== null ? <Notice icon="globe" live>{t("home.stale")}</Notice> : null;
}

/** What stands where the scenes will be, or could not come. */
export function NoScenes({ front }: { front: Front }) {
  if (front.error === null) return front.scenes === null ? <Loading /> : <Empty says={t("home.no_scenes")} more={t("home.no_scenes_more")}><Call number={HELP_LINE} /></Empty>;
  return (
    <View className="stack">
      <Failed error={front.error} onAgain={() => void front.again()} />
      <Call number={HELP_LINE} />
    </View>
  );
}

export function AllScenes() {
  return <Button look="plain" icon="list" onPress={() => void go("pages/search", { all: 1 })}>{t("home.all")}</Button>;
}
