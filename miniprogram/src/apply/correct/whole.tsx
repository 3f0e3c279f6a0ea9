import { View } from "@tarojs/components";

import { Call } from "../../components/call";
import { Card } from "../../components/card";
import { Heading } from "../../components/heading";
import { Notice } from "../../components/notice";
import { t } from "../../words";
import { Fix } from "./fix";
import type { Asked, Fix as AFix } from "./fixing";
import type { Fixing } from "./use-fixing";

/** Everything at once, office by office. */
export function Whole({ fixing }: { fixing: Fixing }) {
  const { asked, opened, owed } = fixing.putting;
  return (
    <>
      {asked.map((one) => <Office key={one.key} fixing={fixing} asked={one} />)}
      <Part title={t("correct.opened")} fixing={fixing} fixes={opened} />
      <Part title={asked.length > 0 ? t("correct.owed") : ""} fixing={fixing} fixes={owed} />
    </>
  );
}

function Office({ fixing, asked }: { fixing: Fixing; asked: Asked }) {
  return (
    <View className="stack-near">
      <Heading level={2}>{asked.office}</Heading>
      <View className="small">{asked.about}</View>
      <Said asked={asked} />
      <Part title="" fixing={fixing} fixes={asked.fixes} />
      {asked.phone ? <Call number={asked.phone} says={t("correct.ask", { department: asked.office })} /> : null}
    </View>
  );
}

/** What the office says of the whole; and what to do when it names nothing in particular. */
export function Said({ asked: { says, fixes } }: { asked: Asked }) {
  const loose = fixes.every((fix) => !fix.one && (!fix.id || !fix.says));
  if (!says && !loose) return null;
  return <Notice tone="mind">{says ? <View className="as-written">{says}</View> : null}{loose ? <View className="small">{t("correct.loose")}</View> : null}</Notice>;
}

function Part({ title, fixing, fixes }: { title: string; fixing: Fixing; fixes: readonly AFix[] }) {
  if (fixes.length === 0) return null;
  return (
    <View className="stack-near">
      {title ? <Heading level={2}>{title}</Heading> : null}
      {fixes.map((fix, at) => (fix.id ? <Card key={fix.id} label={fix.label}><Fix fixing={fixing} fix={fix} /></Card> : <Fix key={at} fixing={fixing} fix={fix} />))}
    </View>
  );
}
