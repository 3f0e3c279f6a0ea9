import { Field, namedBy } from "../../components/field";
import { Typed } from "../../components/typed";

interface Props {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  value: string;
  keyboard?: "text" | "number" | "idcard";
  most?: number;
  focus?: boolean;
  short?: boolean;
  onType: (value: string) => void;
  onEnter?: () => void;
}

/** A label, its help, what is wrong, a line to write in. */
export function Line({ id, label, hint = "", error = "", ...typed }: Props) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Typed name={namedBy(label, hint, error)} invalid={error !== ""} required {...typed} />
    </Field>
  );
}
