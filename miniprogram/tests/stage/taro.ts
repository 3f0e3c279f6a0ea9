/** `@tarojs/taro` for tests: WeChat's answers and refusals, over the pretend phone. It stands for the platform, never for our own code. */
import { useEffect } from "react";

import { type Asked, phone, type Reply } from "./phone";

type Options = Record<string, unknown>;
type Told = (result: Record<string, unknown>) => void;

async function asked(options: Options, more: Partial<Asked>): Promise<Record<string, unknown>> {
  const reply: Reply = await phone.ask({
    method: String(options.method ?? "GET"),
    url: String(options.url),
    headers: (options.header ?? {}) as Record<string, string>,
    body: JSON.parse(JSON.stringify(options.data ?? null)) as Asked["body"],
    ...more,
  });
  if (reply === "offline") return fail(options, "request:fail errcode:-2 net::ERR_INTERNET_DISCONNECTED");
  if (reply === "slow") return fail(options, "request:fail timeout");
  const result = { statusCode: reply.status, data: reply.body ?? null, header: reply.headers ?? {} };
  (options.success as Told | undefined)?.(result);
  return result;
}

function fail(options: Options, errMsg: string): Promise<never> {
  (options.fail as Told | undefined)?.({ errMsg });
  return Promise.reject(Object.assign(new Error(errMsg), { errMsg }));
}

function opened(options: Options): Promise<void> {
  if (phone.stuck) return Promise.reject({ errMsg: "navigateTo:fail" });
  phone.pages.push(String(options.url));
  return Promise.resolve();
}

/** A page as the platform has it. */
function standing(url: string): { route: string; $taroParams: Record<string, string> } {
  const [path = "", query = ""] = url.split("?");
  return { route: path.replace(/^\//, ""), $taroParams: Object.fromEntries(query.split("&").filter(Boolean).map((pair) => pair.split("="))) as Record<string, string> };
}

const Taro = {
  request: (options: Options) => asked(options, {}),
  uploadFile: async (options: Options) => {
    const body = (options.formData ?? null) as Asked["body"];
    const told = { ...options, success: undefined };
    const came = await asked(told, { method: "POST", body, file: String(options.filePath) });
    const result = { ...came, data: JSON.stringify(came.data) };
    (options.success as Told | undefined)?.(result);
    return result;
  },
  downloadFile: async (options: Options) => ({ ...(await asked(options, { method: "GET" })), tempFilePath: `tmp://${String(options.url).split("/").pop()}` }),
  login: () => {
    phone.signInCodes += 1;
    return phone.online ? Promise.resolve({ code: `code-${phone.signInCodes}` }) : Promise.reject({ errMsg: "login:fail network" });
  },
  requestPayment: () => {
    const how = phone.pays.shift() ?? "paid";
    if (how === "paid") return Promise.resolve({});
    return Promise.reject({ errMsg: how === "given_up" ? "requestPayment:fail cancel" : "requestPayment:fail system error" });
  },
  scanCode: () => {
    const result = phone.scans.shift() ?? null;
    return result === null ? Promise.reject({ errMsg: "scanCode:fail cancel" }) : Promise.resolve({ result });
  },
  chooseMedia: () =>
    phone.photos.length === 0
      ? Promise.reject({ errMsg: "chooseMedia:fail cancel" })
      : Promise.resolve({ tempFiles: phone.photos.splice(0).map(({ path, size }) => ({ tempFilePath: path, size })) }),
  chooseMessageFile: () =>
    phone.photos.length === 0
      ? Promise.reject({ errMsg: "chooseMessageFile:fail cancel" })
      : Promise.resolve({ tempFiles: phone.photos.splice(0).map(({ path, size }) => ({ path, size, name: path.split("/").pop() })) }),
  getStorageSync: (key: string) => phone.storage.get(key) ?? "",
  setStorageSync: (key: string, text: string) => void phone.storage.set(key, text),
  removeStorageSync: (key: string) => void phone.storage.delete(key),
  canIUse: () => false,
  getAppBaseInfo: () => ({ language: "zh_CN", fontSizeSetting: phone.fontSize }),
  onNetworkStatusChange: (listener: (now: { isConnected: boolean }) => void) => void phone.listeners.add(listener),
  offNetworkStatusChange: (listener: (now: { isConnected: boolean }) => void) => void phone.listeners.delete(listener),
  setScreenBrightness: ({ value }: { value: number }) => Promise.resolve(void phone.bright.push(value)),
  setClipboardData: ({ data }: { data: string }) => Promise.resolve(void phone.copied.push(data)),
  makePhoneCall: ({ phoneNumber }: { phoneNumber: string }) => Promise.resolve(void phone.called.push(phoneNumber)),
  openDocument: ({ filePath }: { filePath: string }) => Promise.resolve(void phone.shown.push(filePath)),
  openPrivacyContract: () => void phone.shown.push("privacy"),
  setNavigationBarTitle: ({ title }: { title: string }) => Promise.resolve(void phone.titles.push(title)),
  setNavigationBarColor: () => Promise.resolve(),
  pageScrollTo: ({ selector }: { selector?: string }) => Promise.resolve(void phone.shown.push(`scroll ${selector ?? ""}`)),
  stopPullDownRefresh: () => undefined,
  getCurrentPages: () => phone.pages.map(standing),
  getCurrentInstance: () => ({ router: { params: phone.params, path: phone.pages.at(-1)?.split("?")[0] } }),
  navigateTo: opened,
  redirectTo: (options: Options) => {
    phone.pages.pop();
    return opened(options);
  },
  reLaunch: (options: Options) => {
    phone.pages.length = 0;
    return opened(options);
  },
  navigateBack: ({ delta = 1 }: { delta?: number } = {}) => Promise.resolve(void phone.pages.splice(-delta)),
  nextTick: (then: () => void) => void Promise.resolve().then(then),
};

export default Taro;

/** Hooks of a page: shown once when it is drawn. */
export function useDidShow(shown: () => void): void {
  useEffect(() => shown(), []);
}
export const useLoad = (loaded: (params: Record<string, string>) => void): void => {
  useEffect(() => loaded(phone.params), []);
};
export function useUnload(left: () => void): void {
  useEffect(() => left, []);
}
export const useDidHide = (): void => undefined;
export const useReady = (ready: () => void): void => useDidShow(ready);
export const usePullDownRefresh = (): void => undefined;
export const useReachBottom = (): void => undefined;
export const useShareAppMessage = (): void => undefined;
export const useRouter = (): { params: Record<string, string> } => ({ params: phone.params });
export const getCurrentInstance = Taro.getCurrentInstance;
export const getCurrentPages = Taro.getCurrentPages;
