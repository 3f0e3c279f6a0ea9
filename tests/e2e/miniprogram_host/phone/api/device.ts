/** The phone itself: its sizes and settings, the line, the clipboard, calls, codes it scans. */
import { APIS } from "../../tables/apis";
import { TAGS } from "../../tables/tags";
import { later, Listeners, type Api } from "../calling";
import { size } from "../frame";
import { problem } from "../problems";
import { refuse } from "../refusals";
import { built, isWeapp, platform, settings, text, type Json, type Loose } from "../world";
import { changes } from "./network";
import { guarded } from "./privacy";

const codes: (string | null)[] = [];
export const device = { clipboard: "", called: [] as string[], brightness: 0.5 };
export const life = { show: new Listeners<Loose>(), hide: new Listeners<Loose>(), theme: new Listeners<Loose>() };

/** What the camera will see next; null: the person goes back. */
export function willScan(code: string | null): void {
  codes.push(code);
}

function scan(): Loose {
  const code = codes.shift();
  if (code === undefined) problem("rule", "the test did not say what the camera sees");
  if (code === undefined || code === null) refuse("cancel", 10, { message: "用户取消操作" });
  return isWeapp ? { result: code, scanType: "QR_CODE", charSet: "utf-8", path: "", rawData: "" } : { code, qrCode: code, scanType: "QR", result: code, imageChannel: "camera" };
}

const dark = () => window.matchMedia("(prefers-color-scheme: dark)");

function base(): Loose {
  const theme = built.app.darkmode === true ? { theme: dark().matches ? "dark" : "light" } : {};
  return { SDKVersion: "3.7.0", version: "8.0.50", language: settings.language, enableDebug: false, fontSizeSetting: settings.font.size, fontSizeScaleFactor: settings.font.scale, host: { appId: "", env: "WeChat" }, ...theme };
}

function screen(): Loose {
  const { width, height } = size();
  const sizes = { windowWidth: width, windowHeight: height, screenWidth: window.innerWidth, screenHeight: window.innerHeight, statusBarHeight: 20, pixelRatio: window.devicePixelRatio, screenTop: 64 };
  return { ...sizes, safeArea: { top: 20, left: 0, right: width, bottom: window.innerHeight, width, height: window.innerHeight - 20 } };
}

const model = { brand: "host", model: "host", system: isWeapp ? "Android 14" : "14", platform: isWeapp ? "android" : "Android", benchmarkLevel: 30, abi: "arm64-v8a", deviceAbi: "arm64-v8a", memorySize: "8192" };

/** Alipay's language words are its own. */
function system(): Loose {
  if (isWeapp) return { ...model, ...base(), ...screen() };
  const language = settings.language.startsWith("zh") ? "zh-Hans" : settings.language;
  return { ...model, ...screen(), language, app: "alipay", version: "10.6.0", fontSizeSetting: settings.font.size, titleBarHeight: 44, screen: { width: window.innerWidth, height: window.innerHeight }, storage: "128 GB", currentBattery: "90%" };
}

function line(): Loose {
  const there = settings.network !== "offline";
  if (isWeapp) return { networkType: there ? "wifi" : "none", isConnected: there };
  return { networkAvailable: there, networkType: there ? "WIFI" : "NOTREACHABLE" };
}

function canIUse(what: string): boolean {
  const [name = ""] = what.split(".");
  return APIS[platform].includes(name) || TAGS.includes(name);
}

/** What the person allowed in the platform's own settings. */
export function openSettings(): Loose {
  return { authSetting: {}, subscriptionsSetting: { mainSwitch: true } };
}

const launch = (): Loose => ({ ...settings.launch, query: { ...settings.launch.query } as Json, referrerInfo: {}, apiCategory: "default" });

const weapp = (): Api => ({
  getWindowInfo: screen,
  getDeviceInfo: () => model,
  getAppBaseInfo: base,
  getSystemSetting: () => ({ bluetoothEnabled: false, locationEnabled: true, wifiEnabled: true, deviceOrientation: "portrait" }),
  getAppAuthorizeSetting: () => ({ cameraAuthorized: "authorized", albumAuthorized: "authorized", notificationAuthorized: "authorized" }),
  scanCode: later("scanCode", scan),
  getClipboardData: later("getClipboardData", guarded("getClipboardData", () => ({ data: device.clipboard }))),
  setClipboardData: later("setClipboardData", guarded("setClipboardData", (options) => void (device.clipboard = text(options.data)))),
  makePhoneCall: later("makePhoneCall", (options) => void device.called.push(text(options.phoneNumber))),
  setScreenBrightness: later("setScreenBrightness", (options) => void (device.brightness = Number(options.value))),
  getScreenBrightness: later("getScreenBrightness", () => ({ value: device.brightness })),
  checkIsOpenAccessibility: later("checkIsOpenAccessibility", () => ({ open: false })),
  env: { USER_DATA_PATH: "wxfile://usr" },
});

const alipay = (): Api => ({
  SDKVersion: "2.9.20",
  scan: later("scan", scan),
  getClipboard: later("getClipboard", () => ({ text: device.clipboard })),
  setClipboard: later("setClipboard", (options) => void (device.clipboard = text(options.text))),
  makePhoneCall: later("makePhoneCall", (options) => void device.called.push(text(options.number))),
  setScreenBrightness: later("setScreenBrightness", (options) => void (device.brightness = Number(options.brightness))),
  getScreenBrightness: later("getScreenBrightness", () => ({ brightness: device.brightness })),
  isScreenReaderEnabled: later("isScreenReaderEnabled", () => ({ screenReaderEnabled: false })),
  getAppIdSync: () => ({ appId: "2021000000000000" }),
  getWindowInfo: screen,
  getAppBaseInfo: system,
  env: { USER_DATA_PATH: "https://usr", clientName: "ap", clientVersion: "10.6.0" },
});

export function deviceApi(): Api {
  dark().addEventListener("change", () => life.theme.tell({ theme: dark().matches ? "dark" : "light" }));
  return {
    ...(isWeapp ? weapp() : alipay()),
    getSystemInfo: later("getSystemInfo", system),
    getSystemInfoSync: system,
    getMenuButtonBoundingClientRect: () => ({ top: 26, height: 32, width: 87, left: 296, right: 383, bottom: 58 }),
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    getAccountInfoSync: () => ({ miniProgram: { appId: "host", envVersion: "release", version: "1.0.0" } }),
    getNetworkType: later("getNetworkType", line),
    onNetworkStatusChange: changes.on,
    offNetworkStatusChange: changes.off,
    onThemeChange: life.theme.on,
    offThemeChange: life.theme.off,
    onAppShow: life.show.on,
    offAppShow: life.show.off,
    onAppHide: life.hide.on,
    offAppHide: life.hide.off,
    getSetting: later("getSetting", openSettings),
    openSetting: later("openSetting", openSettings),
    getUpdateManager: () => ({ onCheckForUpdate: () => undefined, onUpdateReady: () => undefined, onUpdateFailed: () => undefined, applyUpdate: () => undefined }),
    ...Object.fromEntries("onError offError onUnhandledRejection offUnhandledRejection onPageNotFound offPageNotFound onMemoryWarning offMemoryWarning onUserCaptureScreen offUserCaptureScreen onWindowResize offWindowResize onKeyboardHeightChange offKeyboardHeightChange".split(" ").map((name) => [name, () => undefined])),
    canIUse,
  };
}
