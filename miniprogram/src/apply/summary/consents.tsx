import { View } from "@tarojs/components";

import { Choices } from "../../components/choices";
import { Field } from "../../components/field";
import { Heading } from "../../components/heading";
import { anchor } from "../../kinds/asked";
import { t } from "../../words";
import { type Form, without } from "../filling/use-form";

/** What one agrees to by sending; what is missing is said at its box. */
export function Consents({ form, locked }: { form: Form; locked: boolean }) {
  const given = form.draft.consented ?? [];
  if (form.sheet.consents.length === 0) return null;
  const choose = (id: string, yes: boolean): void => {
    if (locked) return;
    form.note({ consented: yes ? [...given, id] : given.filter((one) => one !== id) });
    form.say((was) => without(was, `consents.${id}`));
  };
  return (
    <View className="stack-near">
      <Heading level={2}>{t("summary.consents")}</Heading>
      {form.sheet.consents.map(({ id, says, required }) => (
        <Field key={id} id={anchor(`consents.${id}`)} label="" error={form.errors[`consents.${id}`] ?? ""}>
          <Choices
            label={t("summary.consents")}
            options={{ [`c-${id}`]: required ? says : `${says} ${t("ui.optional")}` }}
            chosen={given.includes(id) ? [`c-${id}`] : []}
            many
            invalid={Boolean(form.errors[`consents.${id}`])}
            onChoose={(chosen) => choose(id, chosen.length > 0)}
          />
        </Field>
      ))}
    </View>
  );
}
