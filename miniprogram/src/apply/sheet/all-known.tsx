import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Page } from "../../components/page";
import { t } from "../../words";
import type { Form } from "../filling/use-form";

/** Nothing is left to ask. */
export function AllKnown({ form, onGo }: { form: Form; onGo: () => void }) {
  return (
    <Page title={form.sheet.title} speak={t("sheet.all_known")}>
      <Empty page icon="check" says={t("sheet.all_known")}><Button onPress={onGo}>{t("ui.continue")}</Button></Empty>
    </Page>
  );
}
