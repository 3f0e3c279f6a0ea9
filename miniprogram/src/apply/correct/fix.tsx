import { View } from "@tarojs/components";

import { Field } from "../../components/field";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { useManner } from "../../look/manner";
import { Ask } from "../../kinds/ask";
import { anchor, type Files } from "../../kinds/asked";
import { Papers } from "../../kinds/papers";
import { MOST_FILES } from "../../kinds/uploads";
import { t } from "../../words";
import { aroundOf, FILES, sourceOf, standing, type Standing } from "../filling/form";
import { type Fix as AFix, withTyped } from "./fixing";
import type { Fixing } from "./use-fixing";

interface Props {
  fixing: Fixing;
  fix: AFix;
  page?: boolean;
}

/** One thing: what the office says of it, and where it is put right. */
export function Fix({ fixing, fix, page = false }: Props) {
  if (!fix.id) return fix.says ? <Notice tone="mind">{fix.label ? `${fix.label}: ${fix.says}` : fix.says}</Notice> : null;
  return (
    <View className={`correct-fix${fix.done ? " good" : " mind"}`}>
      {fix.says ? <Notice tone="mind">{fix.says}</Notice> : null}
      {fix.one ? <Question fixing={fixing} one={fix.one} page={page} /> : <Paper fixing={fixing} fix={fix} page={page} />}
      <View className="correct-state"><Icon name={fix.done ? "check" : "bell"} size="small" /><View>{t(stateOf(fix))}</View></View>
    </View>
  );
}

function stateOf({ done, paper }: AFix): "correct.state_done" | "correct.state_brought" | "correct.state_todo" {
  if (!done) return "correct.state_todo";
  return paper ? "correct.state_brought" : "correct.state_done";
}

function Question({ fixing, one, page }: { fixing: Fixing; one: Standing; page: boolean }) {
  const { field, value, known } = one;
  const { elder } = useManner();
  return (
    <Ask
      field={field}
      value={FILES.includes(field.kind) ? null : value}
      error={fixing.errors[field.id]}
      errors={fixing.errors}
      around={aroundOf(standing(withTyped(fixing.known)))}
      source={sourceOf(known)}
      page={page}
      elder={elder}
      files={FILES.includes(field.kind) ? filesOf(fixing, field.id, known?.value) : undefined}
      onAnswer={(given) => fixing.set(field, given)}
      onLeave={() => fixing.leave(field)}
    />
  );
}

function Paper({ fixing, fix: { id, label }, page }: Required<Props>) {
  return (
    <Field id={anchor(id)} label={label} hint={t("kinds.file_hint")} error={fixing.errors[id] ?? ""} page={page}>
      <Papers label={label} target={id} kind="file" most={MOST_FILES} files={filesOf(fixing, id)} />
    </Field>
  );
}

function filesOf({ known, give }: Fixing, target: string, picture?: unknown): Files {
  const given = known.draft.given?.[target] ?? [];
  return { application: known.view.id, given, ...(typeof picture === "string" ? { known: picture } : {}), onGiven: (change) => give(target, change) };
}
