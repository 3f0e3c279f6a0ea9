/** WeChat. */
import Taro from "@tarojs/taro";

import type { Json } from "../api/json";
import type { Answered, Fetched, Picked, Platform, Privacy, UploadWire, Wire } from "./platform";
import { shelves } from "./shelves";
import { type Voice, voice } from "./speech";
import { answeredOf, failure, nameOf, wordsOf } from "./wire";

const TIMEOUT = /time\s?out|\b(5|600003)\b/i;
const CANCELLED = /cancel/i;
/** The size of type that older versions call usual, in px. */
const USUAL_FONT = 16;
/** A key takes 1 MB. Source: developers.weixin.qq.com, `wx.setStorageSync`. */
const MOST_SIGNS = 240_000;

/** What has no room is raised. */
function store(key: string, text: string): boolean {
  try {
    Taro.setStorageSync(key, text);
    return true;
  } catch {
    return false;
  }
}

function call(request: Wire): Promise<Answered> {
  return new Promise((resolve, reject) => {
    Taro.request<unknown>({
      url: request.url,
      method: request.method,
      header: request.headers,
      data: request.body,
      timeout: request.timeoutMs,
      success: (came) => resolve(answeredOf(came.statusCode, came.header ?? {}, came.data)),
      fail: (why) => reject(failure(why, TIMEOUT)),
    }).catch(() => undefined); // told above; Taro's own promise rejects as well
  });
}

function send(upload: UploadWire): Promise<Answered> {
  return new Promise((resolve, reject) => {
    Taro.uploadFile({
      url: upload.url,
      filePath: upload.file.path,
      name: "file",
      fileName: upload.file.name,
      header: upload.headers,
      formData: upload.texts,
      timeout: upload.timeoutMs,
      success: (came) => resolve(answeredOf(came.statusCode, came.header ?? {}, came.data)),
      fail: (why) => reject(failure(why, TIMEOUT)),
    }).catch(() => undefined);
  });
}

/** What a refusal says lies in a file as well, and is left there: its status is enough to know what to do. */
async function fetchFile(url: string, headers: Record<string, string>): Promise<Fetched> {
  const came = await Taro.downloadFile({ url, header: headers }).catch((why: unknown) => Promise.reject(failure(why, TIMEOUT)));
  return { ...answeredOf(came.statusCode, came.header ?? {}, null), path: came.statusCode === 200 ? came.tempFilePath : "" };
}

async function media(sourceType: "camera" | "album", count: number): Promise<Picked[]> {
  const chosen = await unlessCancelled(() => Taro.chooseMedia({ count, mediaType: ["image"], sourceType: [sourceType], sizeType: ["compressed"] }));
  return (chosen?.tempFiles ?? []).map((file) => ({ path: file.tempFilePath, name: nameOf(file.tempFilePath), size: file.size }));
}

async function chooseFile(): Promise<Picked[]> {
  const chosen = await unlessCancelled(() => Taro.chooseMessageFile({ count: 1, type: "file", extension: ["pdf", "ofd", "jpg", "jpeg", "png"] }));
  return (chosen?.tempFiles ?? []).map((file) => ({ path: file.path, name: file.name, size: file.size }));
}

/** null when the person closed what was opened. */
async function unlessCancelled<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (why) {
    if (CANCELLED.test(wordsOf(why))) return null;
    throw why;
  }
}

/** Asked when something needs the agreement; one at a time, the platform waits for `resolve`. */
let agree: ((how: Taro.onNeedPrivacyAuthorization.ResolveOption) => void) | null = null;
const asked = new Set<() => void>();

const privacy: Privacy = {
  has: true,
  needed: async () => (Taro.canIUse("getPrivacySetting") ? (await setting()).needAuthorization : false),
  contract: () => void Taro.openPrivacyContract({}),
  onAsked: (listener) => {
    if (asked.size === 0 && Taro.canIUse("onNeedPrivacyAuthorization")) listen();
    asked.add(listener);
    return () => asked.delete(listener);
  },
  agreed: (buttonId) => {
    agree?.({ event: "agree", buttonId });
    agree = null;
  },
  refused: () => {
    agree?.({ event: "disagree" });
    agree = null;
  },
};

function listen(): void {
  Taro.onNeedPrivacyAuthorization((resolve) => {
    agree = resolve;
    [...asked].pop()?.(); // the page on top shows it
  });
}

function setting(): Promise<{ needAuthorization: boolean }> {
  return new Promise((resolve) => {
    Taro.getPrivacySetting({ success: resolve, fail: () => resolve({ needAuthorization: false }) });
  });
}

/** Made when it is first wanted: who never listens loads no plugin. */
let made: Voice | null = null;
const aloud = (): Voice => (made ??= voice());

export const here: Platform = {
  name: "weapp",
  channel: "wechat_mini",
  pays: "wechat_pay",
  statusInBody: false,
  phoneButton: true,
  signInCode: async () => (await Taro.login().catch((why: unknown) => Promise.reject(failure(why, TIMEOUT)))).code,
  call,
  send,
  fetchFile,
  openDocument: async (filePath) => void (await Taro.openDocument({ filePath, fileType: "pdf", showMenu: true })),
  pay: async (client: Json) => {
    try {
      await Taro.requestPayment(client as unknown as Taro.requestPayment.Option);
      return "paid";
    } catch (why) {
      return CANCELLED.test(wordsOf(why)) ? "given_up" : "unsure";
    }
  },
  scan: async () => (await unlessCancelled(() => Taro.scanCode({})))?.result ?? null,
  takePhoto: () => media("camera", 1),
  choosePhotos: (most) => media("album", most),
  chooseFile,
  storage: shelves({ get: (key) => Taro.getStorageSync<string>(key) || null, set: store, drop: (key) => void Taro.removeStorageSync(key) }, MOST_SIGNS),
  privacy,
  care: () => {
    const base = Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number; fontSizeSetting?: number };
    return { elder: false, fontScale: base.fontSizeScaleFactor ?? (base.fontSizeSetting ?? USUAL_FONT) / USUAL_FONT };
  },
  ...(SPEECH ? { speak: (text: string) => aloud().speak(text), hush: () => made?.hush() } : {}),
  bright: (on) => void Taro.setScreenBrightness({ value: on ? 1 : -1 }).catch(() => undefined),
  copy: async (data) => void (await Taro.setClipboardData({ data })),
  phone: (phoneNumber) => void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined),
  language: () => (Taro.getAppBaseInfo().language ?? "zh-CN").replace("_", "-"),
  onOnline: (listener) => {
    const told = (now: { isConnected: boolean }): void => listener(now.isConnected);
    Taro.onNetworkStatusChange(told);
    return () => Taro.offNetworkStatusChange(told);
  },
};
