import { View } from "@tarojs/components";
import Taro, { usePullDownRefresh } from "@tarojs/taro";

import type { Me } from "../../api/shapes";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty } from "../../components/empty";
import { Heading } from "../../components/heading";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { Row, Rows } from "../../components/row";
import { isVerified, pass } from "../../pages/doors";
import { go } from "../../ways";
import { t } from "../../words";
import { type Counts, type Mine as Shape, useMine } from "./use-mine";

/** 我的: who I am, what I have, what was written to me. */
export default function Mine() {
  const mine = useMine();
  usePullDownRefresh(() => void mine.again().finally(() => Taro.stopPullDownRefresh()));
  return <Page title={t("me.title")} speak={t("me.title")}>{mine.out ? <Visitor again={mine.again} /> : <Inside mine={mine} />}</Page>;
}

function Visitor({ again }: { again: () => Promise<void> }) {
  const signIn = (): void => void pass("sms-sign-in").then((there) => (there ? again() : undefined));
  return (
    <View className="stack">
      <Empty page icon="person" says={t("me.visitor")} more={t("me.visitor_says")}><Button onPress={signIn}>{t("me.sign_in")}</Button></Empty>
      <Rows><Row title={t("me.settings")} icon="settings" onPress={() => void go("mine/settings")} /></Rows>
    </View>
  );
}

function Inside({ mine: { me, counts, error, again } }: { mine: Shape }) {
  if (me === null) return error === null ? <Loading /> : <Failed error={error} onAgain={() => void again()} />;
  return (
    <View className="stack">
      <Who me={me} />
      {error === null ? null : <Failed error={error} onAgain={() => void again()} />}
      <Rows>
        <Row title={t("me.applications")} says={opened(counts)} icon="clock" onPress={() => void go("mine/applications")} />
        <Row title={t("me.licences")} says={held(counts)} icon="card" onPress={() => void go("mine/licences")} />
        <Row title={t("me.letters")} says={written(counts)} icon="letter" tone={counts.unread ? "mind" : ""} onPress={() => void go("mine/letters")} />
      </Rows>
      <More me={me} />
    </View>
  );
}

function Who({ me }: { me: Me }) {
  const assurance = String(Math.min(5, Math.max(0, me.assurance))) as "0" | "1" | "2" | "3" | "4" | "5";
  return (
    <Card>
      <Heading>{me.name ?? me.phone ?? t("me.hello")}</Heading>
      <View className="small">{[t(`me.assurance.${assurance}`), me.name ? me.phone : null].filter(Boolean).join(" · ")}</View>
    </Card>
  );
}

function More({ me }: { me: Me }) {
  return (
    <View className="stack-near">
      <Heading level={2}>{t("me.more")}</Heading>
      <Rows>
        {!isVerified(me) ? <Row title={t("me.verify")} says={t("me.verify_says")} icon="shield" onPress={() => void pass("verify-me")} /> : null}
        {me.phone === null ? <Row title={t("me.no_phone")} says={t("me.no_phone_says")} icon="phone" onPress={() => void pass("phone")} /> : null}
        <Row title={t("settings.real")} says={t("home.real_says")} icon="question" onPress={() => void go("mine/real")} />
        <Row title={t("me.settings")} icon="settings" onPress={() => void go("mine/settings")} />
      </Rows>
    </View>
  );
}

function opened({ open }: Counts): string {
  return open === null ? "" : open > 0 ? t("me.open", { count: open }) : t("me.open_none");
}

function held({ licences }: Counts): string {
  return licences === null ? "" : licences > 0 ? t("me.licences_says", { count: licences }) : t("me.licences_none");
}

function written({ unread }: Counts): string {
  return unread ? t("me.unread", { count: unread }) : t("me.letters_says");
}
