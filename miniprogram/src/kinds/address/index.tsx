import { View } from "@tarojs/components";

import { Typed } from "../../components/typed";
import { isObject, type JsonObject } from "../../rules";
import { t } from "../../words";
import { type AskProps, pathOf, questionOf, textOf } from "../asked";
import { Frame, spokenName } from "../frame";
import { Levels } from "../region/levels";

/** Signs of the street: more than the rule allows, so that too long is told and not cut. */
const MOST = 400;

/** Where post reaches somebody: the place by level, then the street down to the door. */
export function AskAddress(asked: AskProps) {
  const { field, value, error, onAnswer, onLeave } = asked;
  const given: JsonObject = isObject(value) ? value : { street: textOf(value) };
  const path = pathOf(asked);
  return (
    <Frame asked={asked}>
      {Object.keys(field.options ?? {}).length > 0 ? <Where asked={asked} given={given} /> : null}
      <Typed
        name={`${spokenName(asked)} ${t("kinds.address_street")}`}
        value={textOf(given["street"])}
        most={MOST}
        area
        invalid={Boolean(error)}
        required={!field.optional}
        focus={asked.focused === path}
        onType={(street) => onAnswer({ ...given, street })}
        onLeave={() => onLeave?.(path)}
      />
    </Frame>
  );
}

function Where({ asked, given }: { asked: AskProps; given: JsonObject }) {
  const label = t("kinds.address_region");
  return (
    <>
      <View className="small">{label}</View>
      <Levels
        label={`${questionOf(asked.field)} ${label}`}
        options={asked.field.options ?? {}}
        code={textOf(given["region"])}
        elder={asked.elder ?? false}
        invalid={false}
        onPick={(region) => asked.onAnswer({ ...given, region })}
      />
      <View className="small">{t("kinds.address_street")}</View>
    </>
  );
}
