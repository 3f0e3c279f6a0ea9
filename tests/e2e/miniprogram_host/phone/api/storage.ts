/** What an app keeps on the phone: JSON by key, with each platform's limits. A relaunch finds it again. */
import { later, type Api, type Options } from "../calling";
import { bytes, LIMITS } from "../limits";
import { Refused, refuse, said } from "../refusals";
import { isWeapp, settings, text, type Loose } from "../world";

const kept = new Map<string, string>(Object.entries(settings.storage));

/** Everything, to be given to the next launch. */
export function stored(): Record<string, string> {
  return Object.fromEntries(kept);
}

function write(key: string, value: unknown): void {
  if (!key) refuse("parameter error: parameter.key should be String instead of Undefined", 2, { errno: 1001, message: "必填参数为空" });
  const json = JSON.stringify(value ?? null);
  if (bytes(json) > LIMITS.storageKey) refuse("entry size limit reached", 14, { message: "data长度超限" });
  const others = [...kept].reduce((sum, [name, one]) => sum + (name === key ? 0 : bytes(name) + bytes(one)), 0);
  if (others + bytes(key) + bytes(json) > LIMITS.storage) refuse("exceed storage max size 10Mb", 12, { message: "存储总大小达到上限" });
  kept.set(key, json);
}

function read(key: string): unknown {
  const json = kept.get(key);
  return json === undefined ? undefined : (JSON.parse(json) as unknown);
}

function info(): Loose {
  const size = [...kept].reduce((sum, [key, json]) => sum + bytes(key) + bytes(json), 0);
  return { keys: [...kept.keys()], currentSize: Math.ceil(size / 1024), limitSize: LIMITS.storage / 1024 };
}

/** WeChat raises; Alipay gives back what went wrong. */
function atOnce(name: string, work: () => unknown): unknown {
  try {
    return work();
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    if (!isWeapp) return { success: false, ...said(name, failure.why) };
    throw new Error(text(said(name, failure.why).errMsg));
  }
}

const weappAtOnce: Api = {
  getStorageSync: (key: string) => read(key) ?? "",
  setStorageSync: (key: string, value: unknown) => atOnce("setStorageSync", () => write(key, value)),
  removeStorageSync: (key: string) => void kept.delete(key),
};

const alipayAtOnce: Api = {
  getStorageSync: ({ key }: Options) => ({ data: read(text(key)) ?? null, success: true }),
  setStorageSync: ({ key, data }: Options) => atOnce("setStorageSync", () => (write(text(key), data), { success: true })),
  removeStorageSync: ({ key }: Options) => (kept.delete(text(key)), { success: true }),
};

export function storage(): Api {
  return {
    ...(isWeapp ? weappAtOnce : alipayAtOnce),
    clearStorageSync: () => kept.clear(),
    getStorageInfoSync: info,
    getStorageInfo: later("getStorageInfo", info),
    clearStorage: later("clearStorage", () => kept.clear()),
    setStorage: later("setStorage", ({ key, data }) => write(text(key), data)),
    removeStorage: later("removeStorage", ({ key }) => void kept.delete(text(key))),
    getStorage: later("getStorage", ({ key }) => {
      const data = read(text(key));
      if (data === undefined && isWeapp) refuse("data not found", 11);
      return { data: data ?? null };
    }),
  };
}
