/** WeChat's agreement before anything private: what needs it waits until the person pressed agree, or fails. Alipay has no such thing. */
import { later, type Api, type Options } from "../calling";
import { ask } from "../dialogs";
import { problem } from "../problems";
import { refuse } from "../refusals";
import { isWeapp, settings, text, type Loose } from "../world";

type Settle = (said: { event?: string; buttonId?: string }) => void;
type Asked = (settle: Settle, info: { referrer: string }) => void;
type Work = (options: Options) => Loose | Promise<Loose> | void;

const pressed = new Set<string>();
let asked: Asked | undefined;

/** The person pressed `<button open-type="agreePrivacyAuthorization">` with this id. */
export function agreedBy(id: string): void {
  pressed.add(id);
  settings.privacyAgreed = true;
}

/** Lets `work` begin only after the agreement. */
export function guarded(referrer: string, work: Work): (options: Options) => Promise<Loose> {
  return async (options) => {
    await agreement(referrer);
    return (await work(options)) ?? {};
  };
}

/** Waits for the agreement. Raises as WeChat refuses. */
export async function agreement(referrer: string): Promise<void> {
  if (!isWeapp || settings.privacyAgreed) return;
  const agreed = asked ? await new Promise<boolean>((resolve) => asked?.(settling(resolve), { referrer })) : await official();
  if (!agreed) refuse("privacy permission is not authorized", 0, { errno: 104 });
  settings.privacyAgreed = true;
}

function settling(resolve: (agreed: boolean) => void): Settle {
  return ({ event, buttonId }) => {
    if (event === "disagree") resolve(false);
    if (event !== "agree") return;
    const real = pressed.has(text(buttonId));
    if (!real) problem("rule", `privacy: resolve({event: "agree"}) with button ${text(buttonId)}, which nobody pressed`);
    resolve(real);
  };
}

/** Without a listener of the app's own, WeChat asks in its own words. */
async function official(): Promise<boolean> {
  const choices = [{ name: "拒绝", gives: "cancel" }, { name: "同意", gives: "ok", main: true }];
  return (await ask({ title: "用户隐私保护提示", says: "请阅读并同意《小程序隐私保护指引》", choices, sheet: true })) === "ok";
}

export const contractsOpened = { times: 0 };

export function privacy(): Api {
  if (!isWeapp) return {};
  return {
    getPrivacySetting: later("getPrivacySetting", () => ({ needAuthorization: !settings.privacyAgreed, privacyContractName: "《小程序隐私保护指引》" })),
    requirePrivacyAuthorize: later("requirePrivacyAuthorize", () => agreement("requirePrivacyAuthorize").then(() => ({}))),
    openPrivacyContract: later("openPrivacyContract", () => void (contractsOpened.times += 1)),
    onNeedPrivacyAuthorization: (listener: Asked) => {
      asked = listener;
    },
  };
}
