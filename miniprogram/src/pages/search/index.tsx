import { View } from "@tarojs/components";
import { useShareAppMessage } from "@tarojs/taro";
import { useState } from "react";

import { Heading } from "../../components/heading";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { SearchBox } from "../../components/search-box";
import { address, param } from "../../ways";
import { t } from "../../words";
import { Found } from "./found";
import { Recent } from "./recent-list";
import { forgetSearches, recent, remember } from "./recent";
import { useSearch } from "./use-search";
import "./index.scss";

/** Found while one types: by Chinese, pinyin, initials or another name. Nothing typed: everything there is. */
export default function Search() {
  const [first] = useState(() => param("q"));
  const [focus] = useState(() => first === "" && param("all") === "");
  const { q, type, go, found, error } = useSearch(first);
  const [kept, setKept] = useState(recent);
  useShareAppMessage(() => ({ title: t("search.all"), path: address("pages/search", { q: q || undefined }) }));
  const title = q.trim() ? t("search.title", { q: q.trim() }) : t("search.all");
  const forget = (): void => {
    forgetSearches();
    setKept([]);
  };
  return (
    <Page title={t("search.all")} speak={[title, ...(found?.scenes ?? []).map((one) => one.title)].join(" ")}>
      <Heading>{title}</Heading>
      <SearchBox q={q} focus={focus} onType={type} onGo={(words) => { setKept(remember(words)); go(words); }} />
      {q.trim() === "" && kept.length > 0 ? <Recent words={kept} onPick={go} onClear={forget} /> : null}
      {error === null ? null : <Failed error={error} onAgain={() => go(q)} />}
      {found === null ? (error === null ? <Loading /> : null) : <View className="stack"><Found found={found} onOpen={() => setKept(remember(q))} /></View>}
    </Page>
  );
}
