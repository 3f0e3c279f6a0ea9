import type { ReactNode } from "react";

import { entered, lastKnown, whoAmI } from "../../account";
import { forget } from "../../api/cached";
import { signIn } from "../../api/calls";
import { unhear } from "../../pages/scene/guide";
import { t } from "../../words";
import { CodeForm } from "./code-form";

/** Signing in with a code by text. */
export function SignInByCode({ instead = null, onDone }: { instead?: ReactNode; onDone: () => void }) {
  const enter = async (phone: string, code: string): Promise<void> => {
    const session = await signIn("sms", { phone, code });
    if (session.citizen.id !== lastKnown()?.id) forget("applications"); // another account: what was kept is not theirs
    unhear();
    entered(session);
    await whoAmI().catch(() => undefined);
    onDone();
  };
  return <CodeForm go={t("sign_in.enter")} hint={t("sign_in.hint")} instead={instead} onCode={enter} />;
}
