import { Ask } from "../../kinds/ask";
import type { Files } from "../../kinds/asked";
import type { Json } from "../../rules";
import { aroundOf, FILES, givenElsewhere, sourceOf, type Standing } from "./form";
import type { Form } from "./use-form";

interface Props {
  form: Form;
  one: Standing;
  page?: boolean;
  elder?: boolean;
  focused?: string | undefined;
  onTap?: (value: Json) => void;
}

/** One question of the sheet, tied to what is kept of it. */
export function Question({ form, one, page = false, elder = false, focused, onTap }: Props) {
  const { field, value, known } = one;
  return (
    <Ask
      field={field}
      value={FILES.includes(field.kind) ? null : value}
      error={form.errors[field.id]}
      errors={form.errors}
      around={aroundOf(form.all)}
      source={sourceOf(known)}
      page={page}
      elder={elder}
      focused={focused}
      files={FILES.includes(field.kind) ? filesOf(form, one) : undefined}
      onAnswer={(given) => form.set(field, given)}
      onLeave={() => form.leave(field)}
      onTap={onTap}
    />
  );
}

function filesOf(form: Form, { field, known }: Standing): Files {
  return {
    application: form.id,
    given: form.draft.given?.[field.id] ?? [],
    ...(known && typeof known.value === "string" ? { known: known.value } : {}),
    elsewhere: givenElsewhere(field, form.sheet, form.draft),
    onGiven: (change) => form.give(field.id, change),
  };
}
