import { View } from "@tarojs/components";

import type { SceneBrief } from "../../api/shapes";
import { Call } from "../../components/call";
import { Empty } from "../../components/empty";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { Row, Rows } from "../../components/row";
import { spoken } from "../../components/spoken";
import { HELP_LINE } from "../../city";
import { iconOf, oftenFirst, sceneSays } from "../home/lines";
import { go } from "../../ways";
import { t } from "../../words";
import type { Found as Shape } from "./use-search";

/** Offered when nothing was found. */
const INSTEAD = 3;

interface Props {
  found: Shape;
  /** A line is opened: what was typed was right. */
  onOpen: () => void;
}

export function Found({ found, onOpen }: Props) {
  const { q, scenes, instead, offline } = found;
  const count = scenes.length > 0 ? t("search.found", { count: scenes.length }) : t("search.none", { q });
  return (
    <View className="stack">
      {offline ? <Notice tone="mind" icon="globe" live>{t("search.offline")}</Notice> : null}
      {q === "" ? null : <View className="small" {...spoken({ role: "status", live: "polite" })}>{count}</View>}
      {scenes.length > 0 ? <Lines scenes={q === "" ? oftenFirst(scenes) : scenes} onOpen={onOpen} /> : <Nothing instead={oftenFirst(instead).slice(0, INSTEAD)} onOpen={onOpen} />}
    </View>
  );
}

function Nothing({ instead, onOpen }: { instead: readonly SceneBrief[]; onOpen: () => void }) {
  return (
    <View className="stack">
      <Empty icon="search" says={t("search.none_help")} />
      <Call number={HELP_LINE} />
      {instead.length > 0 ? <Heading level={2}>{t("home.scenes")}</Heading> : null}
      <Lines scenes={instead} onOpen={onOpen} />
    </View>
  );
}

function Lines({ scenes, onOpen }: { scenes: readonly SceneBrief[]; onOpen: () => void }) {
  if (scenes.length === 0) return null;
  const open = (slug: string): void => {
    onOpen();
    void go("pages/scene", { slug });
  };
  return (
    <Rows>
      {scenes.map((one) => <Row key={one.slug} title={one.title} says={sceneSays(one)} icon={iconOf(one.icon)} onPress={() => open(one.slug)} />)}
    </Rows>
  );
}
