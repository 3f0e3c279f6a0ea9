import { View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useEffect, useState } from "react";

import { news, type News, onNews, seen } from "../../api/news";
import { here } from "../../platform/here";
import { address, open, type PageName, param } from "../../ways";
import { t } from "../../words";
import { Button } from "../button";
import { Notice } from "../notice";
import "./index.scss";

/** What had waited for a net and went out, or was refused; that this phone is full: said on whichever page is open. */
export function NewsList() {
  const [list, setList] = useState<News[]>(news);
  const [full, setFull] = useState(() => here.storage.full());
  useEffect(() => onNews(setList), []);
  useEffect(() => here.storage.onFull(setFull), []);
  if (list.length === 0 && !full) return null;
  return (
    <View className="news">
      {full ? <Notice tone="stop" live>{t("waiting.full")}</Notice> : null}
      {list.map((one) => <One key={one.key} one={one} />)}
    </View>
  );
}

function One({ one: { key, about, leads, refused } }: { one: News }) {
  const sent = refused === null;
  const way = t(sent ? "news.look" : "news.mend");
  const go = (): void => {
    seen(key);
    void open(leads);
  };
  return (
    <Notice tone={sent ? "good" : "stop"} live>
      <View className="strong">{t(sent ? "news.sent" : "news.refused", { about })}</View>
      {refused ? <View>{refused}</View> : null}
      <View className="news-actions">
        {leads && !isHere(leads) ? <Button look="quiet" label={`${way} ${about}`} onPress={go}>{way}</Button> : null}
        <Button look="quiet" label={`${t("news.seen")} ${about}`} onPress={() => seen(key)}>{t("news.seen")}</Button>
      </View>
    </Notice>
  );
}

/** Whether what is open is that page of that thing: the address of what is open, written as `leads` was. */
function isHere(leads: string): boolean {
  const [path = "", query = ""] = leads.split("?");
  const there = Taro.getCurrentInstance().router?.path ?? "";
  if (`/${there.replace(/^\//, "")}`.split("?")[0] !== path) return false;
  const names = query.split("&").flatMap((pair) => pair.split("=")[0] || []);
  const page = path.replace(/^\/|\/index$/g, "") as PageName;
  return address(page, Object.fromEntries(names.map((name) => [name, param(name)]))) === leads;
}
