import { View } from "@tarojs/components";

import { Typed } from "../components/typed";
import { type AskProps, pathOf, textOf } from "./asked";
import { Frame, spokenName } from "./frame";
import "./line.scss";

interface Props {
  asked: AskProps;
  hint?: string;
  keyboard?: "text" | "number" | "digit" | "idcard";
  /** As many signs as may be typed: more than the rule allows, so that it is told and not cut. */
  most: number;
  area?: boolean;
  short?: boolean;
  unit?: string;
}

/** One line, or an area, to write the answer in. */
export function Line({ asked, hint = "", keyboard = "text", most, area = false, short = false, unit = "" }: Props) {
  const path = pathOf(asked);
  const input = (
    <Typed
      name={spokenName(asked, hint) + (unit ? ` ${unit}` : "")}
      value={textOf(asked.value)}
      keyboard={keyboard}
      most={most}
      area={area}
      short={short}
      invalid={Boolean(asked.error)}
      required={!asked.field.optional}
      focus={asked.focused === path}
      onType={asked.onAnswer}
      onLeave={() => asked.onLeave?.(path)}
    />
  );
  return <Frame asked={asked} hint={hint}>{unit ? <View className="line-unit">{input}<View>{unit}</View></View> : input}</Frame>;
}
