/** Who is here: sign-in codes, the phone number behind a button, and which messages may be sent. The sandbox stands for the platform's servers. */
import { later, type Api } from "../calling";
import { ask } from "../dialogs";
import { problem } from "../problems";
import { Refused, refuse, said } from "../refusals";
import { isWeapp, settings, text, type JsonObject, type Loose } from "../world";
import { mustFollowTap } from "./gesture";
import { agreement } from "./privacy";

const NAME = isWeapp ? "wechat" : "alipay";
export const subscriptions: { template: string; accepted: boolean }[] = [];

/** Asks the sandbox what the platform's own servers would know. Raises as without a network. */
export async function sandbox(path: string, body: JsonObject): Promise<JsonObject> {
  if (settings.network === "offline") refuse("network error", 12, { message: "Network Error" });
  const response = await fetch(`${settings.sandbox}/sandbox/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) problem("platform", `the sandbox answered ${response.status} to POST /sandbox/${path}: ${(await response.text()).slice(0, 200)}`);
  if (!response.ok) refuse("system error", 12, { message: "Network Error" });
  return (await response.json()) as JsonObject;
}

async function code(kind: "codes" | "phone_codes"): Promise<string> {
  if (settings.person === null) refuse("system error", 12, { message: "Network Error" });
  return text((await sandbox(`${NAME}/${kind}`, { person: settings.person })).code);
}

/** What WeChat's button that asks for the phone number tells: a code for it. Alipay's is not played: no channel of ours takes it. */
export async function phoneNumber(): Promise<Loose> {
  try {
    await agreement("button.getPhoneNumber");
    const choices = [{ name: "不允许", gives: "cancel" }, { name: "允许", gives: "ok", main: true }];
    if ((await ask({ title: "申请获取并验证你的手机号", choices, sheet: true })) !== "ok") refuse("user deny", 11, { errno: 1400001, message: "用户取消授权" });
    return { code: await code("phone_codes"), errMsg: "getPhoneNumber:ok" };
  } catch (failure) {
    if (failure instanceof Refused) return said("getPhoneNumber", failure.why);
    throw failure;
  }
}

async function subscribe(templates: string[]): Promise<Record<string, boolean>> {
  if (templates.length > 3) refuse("Templates count out of max bounds", 203, { more: { errCode: 20003 } });
  const choices = [{ name: "取消", gives: "cancel" }, { name: "允许", gives: "ok", main: true }];
  const accepted = (await ask({ title: "允许向你发送消息", says: templates.join("\n"), choices, sheet: true })) === "ok";
  subscriptions.push(...templates.map((template) => ({ template, accepted })));
  return Object.fromEntries(templates.map((template) => [template, accepted]));
}

function spoken(accepted: Record<string, boolean>): Record<string, string> {
  return Object.fromEntries(Object.entries(accepted).map(([template, yes]) => [template, yes ? "accept" : "reject"]));
}

const weapp: Api = {
  login: later("login", async () => ({ code: await code("codes") })),
  checkSession: later("checkSession", () => undefined),
  requestSubscribeMessage: later("requestSubscribeMessage", async (options) => {
    mustFollowTap();
    return spoken(await subscribe((options.tmplIds ?? []) as string[]));
  }),
};

const alipay: Api = {
  getAuthCode: later("getAuthCode", async (options) => {
    const scopes = [options.scopes ?? "auth_base"].flat() as string[];
    if (scopes.some((one) => one !== "auth_base" && one !== "auth_user")) refuse("未找到授权结果", 3);
    return { authCode: await code("codes"), authSuccessScopes: scopes, authErrorScopes: {} };
  }),
  requestSubscribeMessage: later("requestSubscribeMessage", async (options) => {
    const accepted = await subscribe((options.entityIds ?? []) as string[]);
    const ids = Object.keys(accepted).filter((one) => accepted[one]);
    if (!ids.length) refuse("用户取消订阅", 11, { more: { behavior: "cancel", errorCode: 11, show: true } });
    return { behavior: "subscribe", result: { subscribedEntityIds: ids, currentSubscribedEntityIds: ids }, show: true, keep: false, refuse: false, ...spoken(accepted) };
  }),
};

export function account(): Api {
  return isWeapp ? weapp : alipay;
}
