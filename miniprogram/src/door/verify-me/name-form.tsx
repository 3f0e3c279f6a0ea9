import { View } from "@tarojs/components";
import { useState } from "react";

import { whoAmI } from "../../account";
import { verifyMe } from "../../api/calls";
import { Button } from "../../components/button";
import { Errors } from "../../components/errors";
import { Failed } from "../../components/offline";
import { reach } from "../../pages/reach";
import { t } from "../../words";
import { Line } from "../parts/line";
import { codeOf, fieldCodes, type Wrong, wrongs } from "../parts/wrong";
import { mistakes } from "./mistakes";
import { Held, NotTheSame } from "./ways-out";

/** 409: somebody else has this identity, or this account has another. */
const HELD = "identity_held";
const FIELDS = ["name", "id_number"];

interface Props {
  onDone: () => void;
  onSignedIn: () => void;
  onOtherPhone: () => void;
}

interface Said {
  busy: boolean;
  wrong: Wrong[];
  error: unknown;
  /** The records say otherwise. */
  differs: boolean;
}

export function NameForm({ onDone, onSignedIn, onOtherPhone }: Props) {
  const [name, setName] = useState("");
  const [number, setNumber] = useState("");
  const { said, go } = useVerifying(onDone);
  const press = (): void => void go(name, number);
  const wrongAt = (field: string): string => said.wrong.find((one) => one.field === field)?.message ?? "";
  if (codeOf(said.error) === HELD) return <Held error={said.error} onSignedIn={onSignedIn} />;
  return (
    <View className="stack">
      <Errors errors={said.wrong} onGo={(field) => reach(`field-${field}`)} />
      {said.error === null ? null : <Failed error={said.error} onAgain={press} />}
      <Line id="name" label={t("verify_me.name")} hint={t("verify_me.name_hint")} error={wrongAt("name")} value={name} most={60} onType={setName} />
      <Line
        id="id_number" label={t("verify_me.number")} hint={t("kinds.id_number_hint")} error={wrongAt("id_number")}
        value={number} keyboard="idcard" most={24} onType={setNumber} onEnter={press}
      />
      {said.differs ? <NotTheSame onOtherPhone={onOtherPhone} /> : null}
      <View className="small">{t("verify_me.next")}</View>
      <Button busy={said.busy} onPress={press}>{t("verify_me.go")}</Button>
    </View>
  );
}

const QUIET: Said = { busy: false, wrong: [], error: null, differs: false };

function useVerifying(onDone: () => void): { said: Said; go: (name: string, number: string) => Promise<void> } {
  const [said, setSaid] = useState<Said>(QUIET);
  const go = async (name: string, number: string): Promise<void> => {
    if (said.busy) return;
    const wrong = mistakes(name, number);
    setSaid({ ...QUIET, wrong, busy: wrong.length === 0 });
    if (wrong.length > 0) return reach("errors");
    try {
      await verifyMe(name.trim(), number.trim());
      await whoAmI();
      setSaid(QUIET);
      onDone();
    } catch (error) {
      setSaid(refused(error));
      reach("errors");
    }
  };
  return { said, go };
}

function refused(error: unknown): Said {
  const found = wrongs(error, "");
  const fields = (found ?? []).filter(({ field }) => FIELDS.includes(field));
  if (fields.length === 0) return { ...QUIET, error };
  return { ...QUIET, wrong: fields, differs: isContradicted(error) };
}

/** The records were asked and do not agree: other than a slip of the pen. */
function isContradicted(error: unknown): boolean {
  return fieldCodes(error).some((code) => code === "identity_differs" || code === "identity_no_record");
}
