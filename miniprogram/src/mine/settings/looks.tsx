import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { looks } from "../../api/calls";
import type { Look } from "../../api/shapes";
import { Button } from "../../components/button";
import { Loading } from "../../components/loading";
import { Failed } from "../../components/offline";
import { spoken } from "../../components/spoken";
import { t } from "../../words";
import { moment } from "../../words/speak";

interface Said {
  list: Look[] | null;
  next: string | null;
  busy: boolean;
  error: unknown;
}

/** Every look at my data: when, which office, at what, what for. */
export function Looks() {
  const [said, setSaid] = useState<Said>({ list: null, next: null, busy: true, error: null });
  const fetch = (after?: string): void => {
    setSaid((was) => ({ ...was, busy: true, error: null }));
    looks(after)
      .then(({ items, next }) => setSaid((was) => ({ list: [...(after ? (was.list ?? []) : []), ...items], next, busy: false, error: null })))
      .catch((error: unknown) => setSaid((was) => ({ ...was, busy: false, error })));
  };
  useEffect(() => fetch(), []);
  const { list, next, busy, error } = said;
  if (list === null) return error === null ? <Loading /> : <Failed error={error} onAgain={() => fetch()} />;
  if (list.length === 0) return <View>{t("settings.looks_none")}</View>;
  return (
    <View className="stack-near">
      <View {...spoken({ role: "list" })}>{list.map((look, at) => <Line key={at} look={look} />)}</View>
      {error === null ? null : <Failed error={error} />}
      {next === null ? null : <Button look="quiet" busy={busy} onPress={() => fetch(next)}>{t("settings.looks_more")}</Button>}
    </View>
  );
}

function Line({ look }: { look: Look }) {
  const said = (name: string): string => (typeof look[name] === "string" ? (look[name] as string) : "");
  return (
    <View className="settings-line" {...spoken({ role: "listitem" })}>
      <View className="small">{moment(look.at)}</View>
      <View className="strong">{said("department_name") || t("settings.look_self")}</View>
      <View>{[said("says"), said("purpose")].filter(Boolean).join(" · ")}</View>
    </View>
  );
}
