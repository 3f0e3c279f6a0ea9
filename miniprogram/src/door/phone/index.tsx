import { View } from "@tarojs/components";

import { Heading } from "../../components/heading";
import { Page } from "../../components/page";
import { t } from "../../words";
import { PhoneForm } from "../parts/phone-form";
import { useDoor } from "../parts/use-door";
import "../parts/index.scss";

/** A phone number: where news goes, and the third of what tells who one is. */
export default function Phone() {
  const { leave } = useDoor("phone");
  return (
    <Page title={t("phone.title")} speak={[t("phone.title"), t("phone.says")].join(" ")}>
      <Heading>{t("phone.title")}</Heading>
      <View>{t("phone.says")}</View>
      <PhoneForm onDone={leave} />
    </Page>
  );
}
