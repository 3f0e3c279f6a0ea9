import { View } from "@tarojs/components";
import type { ReactNode } from "react";

import { t } from "../../words";
import { Heading } from "../heading";
import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

interface Props {
  /** Where an error leads: the page scrolls to `#field-<id>`. */
  id: string;
  label: string;
  hint?: string;
  error?: string;
  /** Where a value that was filled in comes from, in words. */
  source?: string;
  optional?: boolean;
  /** The label is the heading of the page (one question a page). */
  page?: boolean;
  children: ReactNode;
}

/** One question with its label, help, source and error around the input. The input itself says label and error by `namedBy`. */
export function Field({ id, label, hint = "", error = "", source = "", optional = false, page = false, children }: Props) {
  return (
    <View id={`field-${id}`} className={`field${error ? " field-wrong" : ""}`}>
      {page ? <Heading>{label}</Heading> : <View className="field-label">{label}{optional ? <View className="field-optional">{t("ui.optional")}</View> : null}</View>}
      {hint ? <View className="field-hint">{hint}</View> : null}
      {source ? <View className="field-source"><Icon name="office" size="small" /><View>{source}</View></View> : null}
      {error ? <View className="field-error" {...spoken({ role: "alert", live: "assertive" })}><Icon name="alert" size="small" /><View>{error}</View></View> : null}
      {children}
    </View>
  );
}

/** What an input inside a `Field` is called: its label, its help and what is wrong with it, in one breath. */
export function namedBy(label: string, hint = "", error = ""): string {
  return [label, hint, error ? t("ui.error") + error : ""].filter((part) => part !== "").join(" ");
}
