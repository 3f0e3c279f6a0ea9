import { Input, View } from "@tarojs/components";

import { t } from "../../words";
import { Button } from "../button";
import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  q: string;
  focus?: boolean;
  onType: (q: string) => void;
  /** The button or the keyboard's own key. */
  onGo: (q: string) => void;
  /** Tapped while it is only a door to the search page. */
  onFocus?: () => void;
}

/** 您要办什么？ Answers appear as one types. */
export function SearchBox({ q, focus = false, onType, onGo, onFocus }: Props) {
  return (
    <View className="stack-near">
      <View className="soft">{t("search.hint")}</View>
      <View className="search-box">
        <View className="search-box-line">
          <View className="search-box-sign"><Icon name="search" /></View>
          <Input
            className="search-box-input"
            type="text"
            value={q}
            focus={focus}
            maxlength={60}
            confirmType="search"
            onInput={(event) => onType(event.detail.value)}
            onConfirm={() => onGo(q)}
            onFocus={() => onFocus?.()}
            {...spoken({ role: "searchbox", label: `${t("home.title")} ${t("search.hint")}` })}
          />
        </View>
        <View className="search-box-go"><Button onPress={() => onGo(q)}>{t("search.go")}</Button></View>
      </View>
    </View>
  );
}
