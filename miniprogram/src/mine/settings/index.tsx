import { View } from "@tarojs/components";
import { useState } from "react";

import { useSignedIn } from "../../account";
import { Choices } from "../../components/choices";
import { Fold } from "../../components/fold";
import { Heading } from "../../components/heading";
import { Page } from "../../components/page";
import { Row, Rows } from "../../components/row";
import { choose, useManner } from "../../look/manner";
import { here } from "../../platform/here";
import { go, param } from "../../ways";
import { languages, language, list, t } from "../../words";
import { Devices } from "./devices";
import { Leaving } from "./leaving";
import { Looks } from "./looks";
import "./index.scss";

/** Nothing is promised that this phone cannot do. */
function hint(): string {
  return t(here.speak ? "settings.flow_hint_speak" : "settings.flow_hint");
}

/** Language and letters, which take effect at once; who else is signed in as me, who looked at my data, signing out. */
export default function Settings() {
  const inside = useSignedIn();
  useManner(); // and who chooses a language reads it here
  const [open] = useState(() => param("open"));
  return (
    <Page title={t("settings.title")} speak={[t("settings.flow"), hint(), t("settings.language")].join(" ")}>
      <Heading>{t("settings.title")}</Heading>
      <Manner />
      <View className="stack-near">
        <Heading level={2}>{t("settings.others")}</Heading>
        <Fold title={t("settings.devices")}>{inside ? <Devices /> : <View>{t("settings.sign_in_first")}</View>}</Fold>
        <Fold title={t("settings.looks")} open={open === "looks"}>{inside ? <Looks /> : <View>{t("settings.sign_in_first")}</View>}</Fold>
        <Rows><Row title={t("settings.privacy")} icon="shield" onPress={() => void go("door/privacy")} /></Rows>
        {inside ? <Leaving /> : null}
      </View>
    </Page>
  );
}

function Manner() {
  const { elder, size } = useManner();
  const flows = { standard: t("settings.standard"), elder: t("settings.elder") };
  const sizes = Object.fromEntries(list("settings.sizes").map((says, step) => [`size-${step}`, says]));
  const tags = Object.fromEntries(languages().map(({ tag, name }) => [tag, name]));
  return (
    <View className="stack">
      <View className="stack-near">
        <Heading level={2}>{t("settings.flow")}</Heading>
        <View className="small">{hint()}</View>
        <Choices label={t("settings.flow")} options={flows} chosen={[elder ? "elder" : "standard"]} onChoose={([flow]) => chooseFlow(flow)} />
      </View>
      {elder ? (
        <View className="stack-near">
          <Heading level={2}>{t("settings.size")}</Heading>
          <Choices label={t("settings.size")} options={sizes} chosen={[`size-${size}`]} onChoose={([step = ""]) => choose({ size: Object.keys(sizes).indexOf(step) })} />
        </View>
      ) : null}
      <View className="stack-near">
        <Heading level={2}>{t("settings.language")}</Heading>
        <Choices label={t("settings.language")} options={tags} chosen={[language()]} onChoose={([tag]) => choose(tag === undefined ? {} : { language: tag })} />
      </View>
    </View>
  );
}

function chooseFlow(flow = ""): void {
  choose({ flow: flow === "elder" ? "elder" : "standard" });
}
