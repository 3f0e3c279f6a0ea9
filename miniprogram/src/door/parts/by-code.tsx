import { entered, whoAmI } from "../../account";
import { signIn } from "../../api/calls";
import { unhear } from "../../pages/scene/guide";
import { t } from "../../words";
import { CodeForm } from "./code-form";

/** Signing in with a code by text. */
export function SignInByCode({ onDone }: { onDone: () => void }) {
  const enter = async (phone: string, code: string): Promise<void> => {
    entered(await signIn("sms", { phone, code }));
    unhear();
    await whoAmI().catch(() => undefined);
    onDone();
  };
  return <CodeForm go={t("sign_in.enter")} hint={t("sign_in.hint")} onCode={enter} />;
}
