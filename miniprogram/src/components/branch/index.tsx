import { View } from "@tarojs/components";

import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

/** `wait`: behind another one; "": under way. */
export type BranchTone = "good" | "mind" | "stop" | "wait" | "";

export interface BranchProps {
  /** The office, or what is done where several are of one office. */
  name: string;
  /** The other of the two, small. */
  about: string;
  tone?: BranchTone;
  /** What is happening now, in words. */
  says: string;
  /** What is still owed, each with its day. */
  owed?: string[];
  /** Its own date, in words. */
  when?: string;
}

const SIGNS: Record<string, string> = { good: "check", mind: "bell", stop: "cross", wait: "next" };

/** One line per office: what it does for this person and where it stands. */
export function Branch({ name, about, tone = "", says, owed = [], when = "" }: BranchProps) {
  return (
    <View className={`branch ${tone}`} {...spoken({ role: "listitem" })}>
      <View className="sign sign-usual"><Icon name={SIGNS[tone] ?? "clock"} size="small" /></View>
      <View className="branch-words">
        <View className="branch-name">{name}</View>
        <View className="small">{about}</View>
        {[says, ...owed].map((line) => <View key={line} className="branch-now">{line}</View>)}
        {when ? <View className="small">{when}</View> : null}
      </View>
    </View>
  );
}

/** Offices under one another, in one card. */
export function Branches({ branches }: { branches: (BranchProps & { id: string })[] }) {
  return <View className="branches" {...spoken({ role: "list" })}>{branches.map(({ id, ...one }) => <Branch key={id} {...one} />)}</View>;
}
