import { Image, View } from "@tarojs/components";
import { useEffect, useState } from "react";

import { here } from "../../platform/here";
import { t } from "../../words";
import { clock, code as grouped, spelled } from "../../words/speak";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  code: string;
  /** A PNG data URI. */
  qr: string;
  /** RFC 3339: when it ends, to be read. */
  until: string;
  /** Milliseconds from when it is drawn, whatever the phone's clock says. A new code is drawn anew. */
  lives: number;
  /** The last second is gone: time for a new one. */
  onOver?: () => void;
}

const SECOND = 1000;

/** The code to show to somebody: large, bright, on white whatever the device's mode, with the time it still lives. */
export function Pass({ code, qr, until, lives, onOver }: Props) {
  const left = useSeconds(lives, onOver);
  useEffect(() => {
    here.bright(true);
    return () => here.bright(false);
  }, []);
  return (
    <View className={`pass${left === 0 ? " pass-over" : ""}`}>
      <Image className="pass-qr" src={qr} {...spoken({ role: "img", label: t("pass.qr", { code: grouped(code) }) })} />
      <View className="pass-code" {...spoken({ label: t("pass.spelled", { code: spelled(code) }) })}>{grouped(code)}</View>
      <View className="pass-until">{t("pass.until", { time: clock(until) })}</View>
      <View className="pass-left" {...spoken({ role: "timer" })}>{left === 0 ? t("pass.over") : t("pass.left", { seconds: left })}</View>
    </View>
  );
}

function useSeconds(lives: number, onOver?: () => void): number {
  const [ends] = useState(() => Date.now() + lives);
  const count = (): number => Math.max(0, Math.round((ends - Date.now()) / SECOND));
  const [left, setLeft] = useState(count);
  useEffect(() => {
    const ticking = setInterval(() => setLeft(count()), SECOND);
    return () => clearInterval(ticking);
  }, [ends]);
  useEffect(() => {
    if (left === 0) onOver?.();
  }, [left]);
  return left;
}
