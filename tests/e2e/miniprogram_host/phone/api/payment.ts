/** The platform's own till, drawn as a sheet with 付款 and 取消; whether money moved is what the sandbox's till is told. */
import { later, type Api, type Options } from "../calling";
import { ask } from "../dialogs";
import { refuse } from "../refusals";
import { isWeapp, settings, text, type Loose } from "../world";
import { sandbox } from "./account";
import { tappedNow } from "./gesture";

const SIGNED = ["timeStamp", "nonceStr", "package", "paySign"];
/** The one till the sandbox has; it knows a payment by what WeChat and Alipay call it. */
const TILL = "sandbox";
export const tills: { payment: string; outcome: "paid" | "cancel" }[] = [];

async function till(payment: string): Promise<"paid" | "cancel"> {
  const choices = [{ name: "取消", gives: "cancel" }, { name: "付款", gives: "paid", main: true }];
  const outcome = (await ask({ title: isWeapp ? "微信支付" : "支付宝", says: "确认付款", choices, sheet: true })) as "paid" | "cancel";
  tappedNow();
  if (outcome === "paid") await sandbox(`pay/${TILL}/${encodeURIComponent(payment)}`, { outcome: "paid" });
  tills.push({ payment, outcome });
  return outcome;
}

async function wechat(options: Options): Promise<Loose> {
  const missing = SIGNED.find((name) => typeof options[name] !== "string" || options[name] === "");
  if (missing) refuse(`parameter error: parameter.${missing} should be String instead of ${typeof options[missing]};`, 0, { errno: 1001 });
  const prepaid = /^prepay_id=(.+)$/.exec(text(options.package))?.[1];
  if (!prepaid) refuse("缺少参数 total_fee", 0);
  if ((await till(prepaid)) === "cancel") refuse("cancel", 0);
  return {};
}

/** Alipay gives success for everything and says in `resultCode` what happened. */
async function alipay(options: Options): Promise<Loose> {
  const trade = text(options.tradeNO);
  if (!trade) return { resultCode: "4000", memo: "tradeNO" };
  if (settings.network === "offline") return { resultCode: "6002" };
  return { resultCode: (await till(trade)) === "paid" ? "9000" : "6001" };
}

export function payment(): Api {
  return isWeapp ? { requestPayment: later("requestPayment", wechat) } : { tradePay: later("tradePay", alipay) };
}
