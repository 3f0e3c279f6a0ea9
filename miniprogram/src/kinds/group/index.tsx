import { View } from "@tarojs/components";
import { useState } from "react";

import type { Field } from "../../api/shapes";
import { Button } from "../../components/button";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { spoken } from "../../components/spoken";
import { isList, isObject, type Json, type JsonObject } from "../../rules";
import { t } from "../../words";
import { Ask } from "../ask";
import { anchor, type AskProps, pathOf, questionOf } from "../asked";
import { Frame } from "../frame";
import { limit } from "../kind";
import { placesOf } from "./reading";
import "./index.scss";

/** Entries, when the field does not say. */
const MOST = 10;

/** Several of a sort: a card each, one more, one less, and what was just taken away can be put back. */
export function AskGroup(asked: AskProps) {
  const { field, value, onAnswer } = asked;
  const [gone, setGone] = useState<{ at: number; entry: Json } | null>(null);
  const most = limit(field.max, MOST);
  const entries = atLeast(isList(value) ? value : [], Number(field.min ?? 0));
  const add = (): void => onAnswer([...entries, {}]);
  const remove = (at: number): void => {
    setGone({ at, entry: entries[at] ?? {} });
    onAnswer(entries.filter((_, place) => place !== at));
  };
  const putBack = (): void => {
    if (gone) onAnswer([...entries.slice(0, gone.at), gone.entry, ...entries.slice(gone.at)]);
    setGone(null);
  };
  return (
    <Frame asked={asked} hint={entries.length === 0 && !Number(field.min ?? 0) ? t("kinds.group_none") : ""}>
      <View className="group" {...spoken({ role: "list", label: questionOf(field) })}>
        {entries.map((entry, at) => <Entry key={at} asked={asked} entry={entry} at={at} onChange={(next) => onAnswer(replaced(entries, at, next))} onRemove={() => remove(at)} />)}
      </View>
      {gone ? <PutBack says={t("kinds.group_gone", { entry: entryName(field, gone.at) })} onPress={putBack} /> : null}
      <Add field={field} count={entries.length} most={most} onPress={add} />
    </Frame>
  );
}

function PutBack({ says, onPress }: { says: string; onPress: () => void }) {
  return <Notice live><View>{says}</View><Button look="quiet" onPress={onPress}>{t("kinds.group_back")}</Button></Notice>;
}

function Add({ field, count, most, onPress }: { field: Field; count: number; most: number; onPress: () => void }) {
  if (count >= most) return <View className="small">{t("kinds.group_most", { max: most })}</View>;
  return <Button look="plain" onPress={onPress}>{t(count === 0 ? "kinds.group_add" : "kinds.group_more", { each: eachOf(field) })}</Button>;
}

interface EntryProps {
  asked: AskProps;
  entry: Json;
  at: number;
  onChange: (entry: JsonObject) => void;
  onRemove: () => void;
}

/** One entry: its questions as its own answers make them appear. */
function Entry({ asked, entry, at, onChange, onRemove }: EntryProps) {
  const { field, around, errors = {} } = asked;
  const path = `${pathOf(asked)}[${at}]`;
  const said: JsonObject = isObject(entry) ? entry : {};
  const places = placesOf(field, entry, around).filter((place) => place.there === "visible");
  const inner = (id: string): Field | undefined => field.fields?.find((one) => one.id === id);
  const values = Object.fromEntries(places.map((place) => [place.field.id, place.value]));
  const within = { data: { ...(isObject(around?.data ?? null) ? (around?.data as JsonObject) : {}), each: values }, unknown: around?.unknown ?? new Set<string>() };
  return (
    <View id={`field-${anchor(path)}`} className="group-entry" {...spoken({ role: "listitem" })}>
      <Heading level={3}>{entryName(field, at)}</Heading>
      {places.map(({ field: { id } }) => {
        const one = inner(id);
        const own = `${path}.${id}`;
        return one ? (
          <Ask key={id} {...asked} field={one} path={own} page={false} source="" value={said[id] ?? null} error={errors[own]} around={within} onTap={undefined} files={undefined}
            onAnswer={(given) => onChange({ ...said, [id]: given })} />
        ) : null;
      })}
      <Button look="quiet" label={t("kinds.group_remove", { entry: entryName(field, at) })} onPress={onRemove}>{t("kinds.group_remove", { entry: entryName(field, at) })}</Button>
    </View>
  );
}

function eachOf(field: Field): string {
  return field.each || t("kinds.one");
}

function entryName(field: Field, at: number): string {
  return t("kinds.group_entry", { each: eachOf(field), number: at + 1 });
}

function atLeast(entries: readonly Json[], least: number): readonly Json[] {
  return entries.length >= least ? entries : [...entries, ...Array.from({ length: least - entries.length }, () => ({}))];
}

function replaced(entries: readonly Json[], at: number, next: Json): Json[] {
  return entries.map((entry, place) => (place === at ? next : entry));
}
