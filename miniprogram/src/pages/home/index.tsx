import { usePullDownRefresh, useShareAppMessage } from "@tarojs/taro";
import Taro from "@tarojs/taro";

import { Page } from "../../components/page";
import { useManner } from "../../look/manner";
import { address } from "../../ways";
import { t } from "../../words";
import { Elder } from "./elder";
import { Standard } from "./standard";
import { useFront } from "./use-front";
import { continuing } from "./waiting";
import "./index.scss";

/** The front page: one question, what waits for this person, what people often ask for. It is there before anybody is known. */
export default function Home() {
  const front = useFront();
  const { elder } = useManner();
  usePullDownRefresh(() => void front.again().finally(() => Taro.stopPullDownRefresh()));
  useShareAppMessage(() => ({ title: t("brand"), path: address("pages/home") }));
  const waiting = continuing(front.mine, front.kept);
  return elder ? (
    <Page speak={[t("home.title"), ...waiting.map(({ title, says }) => `${title} ${says}`)].join(" ")}><Elder front={front} waiting={waiting} /></Page>
  ) : (
    <Page><Standard front={front} waiting={waiting} /></Page>
  );
}
