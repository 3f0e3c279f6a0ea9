import { View } from "@tarojs/components";

import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { t } from "../../words";
import { SentAlready } from "./opening";
import type { Form } from "./use-form";

/** What happened on the way to the server, if anything did. */
export function Told({ form }: { form: Form }) {
  if (form.failed instanceof SentAlready) return <Notice tone="mind" live>{t("sheet.over")}</Notice>;
  return (
    <>
      {form.failed ? <Failed error={form.failed} kept /> : null}
      {form.stale ? <Notice tone="mind" live><View>{t("sheet.stale")}</View></Notice> : null}
      {form.behind ? <Notice tone="mind" icon="globe" live><View>{t("sheet.offline")}</View></Notice> : null}
    </>
  );
}
