import type { ReactNode } from "react";

import { Field, namedBy } from "../components/field";
import { anchor, type AskProps, pathOf, questionOf } from "./asked";

/** A question with its label, help, source and error around what one answers with. */
export function Frame({ asked, hint = "", children }: { asked: AskProps; hint?: string; children: ReactNode }) {
  const { field, error = "", source = "", page = false } = asked;
  return (
    <Field id={anchor(pathOf(asked))} label={questionOf(field)} hint={field.help || hint} error={error} source={source} optional={field.optional} page={page}>
      {children}
    </Field>
  );
}

/** What the input itself is called, for whoever hears it. */
export function spokenName(asked: AskProps, hint = ""): string {
  return namedBy(questionOf(asked.field), asked.field.help || hint, asked.error);
}
