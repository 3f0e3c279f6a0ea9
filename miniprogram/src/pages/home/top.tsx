import { View } from "@tarojs/components";

import { Icon } from "../../components/icon";
import { spoken } from "../../components/spoken";
import { choose, useManner } from "../../look/manner";
import { go } from "../../ways";
import { t } from "../../words";

/** The other flow, one tap away, and my own page. */
export function Top() {
  const { elder } = useManner();
  return (
    <View className="home-top">
      <Link icon={elder ? "list" : "elder"} says={t(elder ? "top.standard" : "top.elder")} onPress={() => choose({ flow: elder ? "standard" : "elder" })} />
      <Link icon="person" says={t("top.me")} onPress={() => void go("mine/home")} />
    </View>
  );
}

function Link({ icon, says, onPress }: { icon: string; says: string; onPress: () => void }) {
  return (
    <View className="home-link" hoverClass="pressed" onClick={onPress} {...spoken({ role: "button", label: says })}>
      <Icon name={icon} size="small" />
      <View className="home-link-says">{says}</View>
    </View>
  );
}
