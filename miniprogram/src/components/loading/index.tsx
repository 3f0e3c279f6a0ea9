import { View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { t } from "../../words";
import { spoken } from "../spoken";
import "./index.scss";

/** Milliseconds after which waiting is worth a word, and after which we say that it is slow. */
const SHORT = 400;
const LONG = 5000;

/** Waiting: nothing for a moment, then quiet lines where the text will stand, then a word that it takes long. `says`: what is being fetched. */
export function Loading({ says = "" }: { says?: string }) {
  const [stage, setStage] = useState<"still" | "short" | "long">("still");
  useEffect(() => {
    const short = setTimeout(() => setStage("short"), SHORT);
    const long = setTimeout(() => setStage("long"), LONG);
    return () => {
      clearTimeout(short);
      clearTimeout(long);
    };
  }, []);
  const words = stage === "long" ? t("waiting.long") : says || t("waiting.short");
  return (
    <View className="loading" {...spoken({ role: "status", live: "polite", label: stage === "still" ? undefined : words })}>
      {stage === "still" ? null : <Lines />}
      {stage === "long" ? <View className="small">{words}</View> : null}
    </View>
  );
}

function Lines() {
  return (
    <View className="loading-lines" {...spoken({ hidden: true })}>
      <View className="loading-line" />
      <View className="loading-line loading-half" />
      <View className="loading-line" />
    </View>
  );
}
