import { View } from "@tarojs/components";

import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  /** The name of a file in api/h5/static/icons. */
  name: string;
  /** Said aloud when the icon says something that stands nowhere else. */
  label?: string;
  size?: "small" | "usual" | "large";
}

/** A line icon in the colour of the text around it. Without a label it is for eyes only. */
export function Icon({ name, label = "", size = "usual" }: Props) {
  return <View className={`icon icon-${name} icon-${size}`} {...spoken(label ? { role: "img", label } : { hidden: true })} />;
}
