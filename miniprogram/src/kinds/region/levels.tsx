import { Picker, View } from "@tarojs/components";
import { useEffect, useMemo, useState } from "react";

import { Button } from "../../components/button";
import { Choices } from "../../components/choices";
import { Icon } from "../../components/icon";
import { spoken } from "../../components/spoken";
import { list, t } from "../../words";
import { onward, type Place, placesIn, wayTo } from "../places";
import "../pick.scss";
import "./index.scss";

interface Props {
  label: string;
  options: { readonly [code: string]: string };
  /** Twelve digits, or "". */
  code: string;
  elder: boolean;
  invalid: boolean;
  /** null while only part of the way is chosen. */
  onPick: (code: string | null) => void;
}

/** A place of the city, level by level. */
export function Levels({ label, options, code, elder, invalid, onPick }: Props) {
  const places = useMemo(() => placesIn(options), [options]);
  const [way, setWay] = useState<readonly Place[]>(() => wayTo(code, places));
  useEffect(() => {
    if (code) setWay(wayTo(code, places));
  }, [code, places]);
  const pick = (depth: number, place: Place): void => {
    const next = onward([...way.slice(0, depth), place], places);
    const last = next[next.length - 1];
    setWay(next);
    onPick(last && last.places.length === 0 ? last.code : null);
  };
  const steps = stepsOf(way, places);
  if (elder) return <Tapped label={label} way={way} steps={steps} pick={pick} again={() => setWay([])} />;
  return (
    <View className="levels" {...spoken({ role: "group", label })}>
      {steps.map(({ choices, chosen }, depth) => (
        <Wheel key={depth} name={list("kinds.levels")[depth] ?? label} choices={choices} chosen={chosen} invalid={invalid && !chosen} onPick={(place) => pick(depth, place)} />
      ))}
    </View>
  );
}

interface Step {
  choices: readonly Place[];
  chosen: Place | undefined;
}

/** The levels one sees: those chosen, and the next one. */
function stepsOf(way: readonly Place[], places: readonly Place[]): Step[] {
  const steps: Step[] = [{ choices: places, chosen: way[0] }];
  way.forEach((place, depth) => {
    if (place.places.length > 0) steps.push({ choices: place.places, chosen: way[depth + 1] });
  });
  return steps;
}

interface WheelProps extends Step {
  name: string;
  invalid: boolean;
  onPick: (place: Place) => void;
}

function Wheel({ name, choices, chosen, invalid, onPick }: WheelProps) {
  const at = chosen ? choices.indexOf(chosen) : 0;
  const turned = (event: { detail: { value: string | number } }): void => {
    const place = choices[Number(event.detail.value)];
    if (place) onPick(place);
  };
  return (
    <Picker
      mode="selector"
      range={choices.map((place) => place.name)}
      value={at}
      onChange={turned}
      {...spoken({ role: "button", label: `${name} ${chosen?.name ?? t("kinds.choose")}` })}
    >
      <View className={`pick-line${invalid ? " pick-line-wrong" : ""}`}>
        <View className={chosen ? "pick-line-words" : "pick-line-words soft"}>{chosen?.name ?? `${t("kinds.choose")} ${name}`}</View>
        <View className="pick-line-turn"><Icon name="next" size="small" /></View>
      </View>
    </Picker>
  );
}

interface TappedProps {
  label: string;
  way: readonly Place[];
  steps: Step[];
  pick: (depth: number, place: Place) => void;
  again: () => void;
}

/** For whom wheels are too small: one list a level, a tap goes on. */
function Tapped({ label, way, steps, pick, again }: TappedProps) {
  const depth = steps.findIndex((step) => !step.chosen);
  const open = steps[depth];
  return (
    <View className="levels">
      {way.length > 0 ? <View className="levels-way" {...spoken({ role: "status", live: "polite" })}>{way.map((place) => place.name).join("")}</View> : null}
      {open ? (
        <Choices
          label={`${label} ${list("kinds.levels")[depth] ?? ""}`}
          options={Object.fromEntries(open.choices.map((place) => [`p${place.code}`, place.name]))}
          chosen={[]}
          onChoose={([key = ""]) => open.choices.filter((place) => `p${place.code}` === key).forEach((place) => pick(depth, place))}
        />
      ) : null}
      {way.length > 0 ? <Button look="quiet" label={`${t("kinds.again_region")} ${label}`} onPress={again}>{t("kinds.again_region")}</Button> : null}
    </View>
  );
}
