import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import { spoken } from "../spoken";
import "./index.scss";

export function Card({ label, children }: { label?: string; children: ReactNode }) {
  return <View className="card" {...spoken({ role: label ? "group" : undefined, label })}>{children}</View>;
}
