import { View } from "@tarojs/components";

import type { Me } from "../../api/shapes";
import { Call } from "../../components/call";
import { Heading } from "../../components/heading";
import { Row, Rows } from "../../components/row";
import { spoken } from "../../components/spoken";
import { go } from "../../ways";
import { t } from "../../words";
import { isVerified, pass } from "../doors";
import { HELP_LINE } from "../../city";
import { oftenFirst, themesOf } from "./lines";
import { AllScenes, NoScenes, SceneRows, SearchDoor, Stale, Waiting } from "./parts";
import { Top } from "./top";
import type { Front } from "./use-front";
import type { Leading } from "./waiting";

const OFTEN = 6;

export function Standard({ front, waiting }: { front: Front; waiting: readonly Leading[] }) {
  const scenes = front.scenes ?? [];
  return (
    <View className="stack">
      <Top />
      <Heading large>{t("home.title")}</Heading>
      <SearchDoor />
      <Stale front={front} />
      <Waiting waiting={waiting} />
      {scenes.length === 0 ? <NoScenes front={front} /> : (
        <View className="stack-near">
          <Heading level={2}>{t("home.scenes")}</Heading>
          <SceneRows scenes={oftenFirst(scenes).slice(0, OFTEN)} />
          {scenes.length > OFTEN ? <AllScenes /> : null}
        </View>
      )}
      <Themes themes={themesOf(scenes)} />
      <Checks me={front.me} />
      <Call number={HELP_LINE} />
    </View>
  );
}

/** Kinds of matters, as many as there are; each opens what belongs to it. */
function Themes({ themes }: { themes: readonly string[] }) {
  if (themes.length < 2) return null;
  return (
    <View className="stack-near">
      <Heading level={2}>{t("home.by_theme")}</Heading>
      <View className="home-themes">
        {themes.map((q) => (
          <View key={q} className="home-theme" hoverClass="row-pressed" onClick={() => void go("pages/search", { q })} {...spoken({ role: "button", label: q })}>{q}</View>
        ))}
      </View>
    </View>
  );
}

/** What anyone may look up. */
function Checks({ me }: { me: Me | null }) {
  return (
    <View className="stack-near">
      <Heading level={2}>{t("home.check")}</Heading>
      <Rows>
        <Row title={t("home.mine")} says={t("home.mine_says")} icon="clock" onPress={() => void go("mine/applications")} />
        <Row title={t("home.real")} says={t("home.real_says")} icon="shield" onPress={() => void go("mine/real")} />
        <Row title={t("home.verify")} says={t("home.verify_says")} icon="code" onPress={() => void go("mine/verified")} />
        {me !== null && !isVerified(me) ? <Row title={t("me.verify")} says={t("home.verify_to_confirm")} icon="people" onPress={() => void pass("verify-me")} /> : null}
        <Row title={t("me.settings")} icon="settings" onPress={() => void go("mine/settings")} />
      </Rows>
    </View>
  );
}
