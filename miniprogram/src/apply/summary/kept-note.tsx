import { View } from "@tarojs/components";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { t } from "../../words";
import { home } from "../../ways";

/** It was sent without a net: not yet gone, and said so. */
export function KeptNote() {
  return (
    <>
      <Notice tone="mind" icon="globe" live><View className="strong">{t("summary.kept")}</View><View>{t("summary.kept_more")}</View></Notice>
      <Button look="plain" onPress={() => void home()}>{t("ui.to_home")}</Button>
    </>
  );
}
