import { View } from "@tarojs/components";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Papers } from "../../kinds/papers";
import { anchor } from "../../kinds/asked";
import { MOST_FILES } from "../../kinds/uploads";
import { t } from "../../words";
import type { Paper } from "../filling/papers";
import { type Form, without } from "../filling/use-form";

/** One paper: given now, in as many photos as it takes, or promised for later. */
export function Give({ form, paper, page }: { form: Form; paper: Paper; page: boolean }) {
  const given = form.draft.given?.[paper.id] ?? [];
  const promise = (yes: boolean): void => {
    const others = (form.draft.promised ?? []).filter((one) => one !== paper.id);
    form.note({ promised: yes ? [...others, paper.id] : others });
    form.say((was) => without(was, paper.id));
  };
  const field = (
    <Field id={anchor(paper.id)} label={paper.label} hint={hintOf(paper)} error={form.errors[paper.id] ?? ""} optional={paper.optional} page={page}>
      {paper.state === "promised" ? <Promised paper={paper} onUndo={() => promise(false)} /> : (
        <Papers
          label={paper.label}
          target={paper.id}
          kind="file"
          most={MOST_FILES}
          files={{ application: form.id, given, elsewhere: paper.state === "given", onGiven: (change) => form.give(paper.id, change) }}
        />
      )}
      {paper.follow && paper.state !== "promised" && given.length === 0 ? <Later paper={paper} onPromise={() => promise(true)} /> : null}
    </Field>
  );
  return page ? field : <Card>{field}</Card>;
}

function hintOf({ help, acceptedWhen }: Paper): string {
  return [help, acceptedWhen ? t("materials.sample", { when: acceptedWhen }) : "", t("kinds.file_hint")].filter(Boolean)[0] ?? "";
}

/** What is promised, until when, and what happens otherwise: before one promises. */
function Later({ paper, onPromise }: { paper: Paper; onPromise: () => void }) {
  return (
    <View className="stack-near">
      <Button look="quiet" label={`${t("materials.follow")} ${paper.label}`} onPress={onPromise}>{t("materials.follow")}</Button>
      <View className="small">{followSays(paper)}</View>
    </View>
  );
}

function Promised({ paper, onUndo }: { paper: Paper; onUndo: () => void }) {
  return (
    <Notice tone="mind" icon="clock" live>
      <View className="strong">{t("materials.follow_done")}</View>
      <View>{followSays(paper)}</View>
      <Button look="quiet" label={`${t("materials.follow_undo")} ${paper.label}`} onPress={onUndo}>{t("materials.follow_undo")}</Button>
    </Notice>
  );
}

function followSays({ follow }: Paper): string {
  return follow ? t("materials.follow_till", { days: follow.days }) + follow.consequence : "";
}
