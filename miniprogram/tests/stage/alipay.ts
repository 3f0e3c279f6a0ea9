/** Alipay's `my` for tests, over the same pretend phone: a refusal's body never arrives, unless the server was asked to put it inside. */
import { type Asked, phone, type Reply } from "./phone";

type Options = Record<string, unknown>;
type Told = (result: unknown) => void;

async function ask(options: Options, more: Partial<Asked>): Promise<void> {
  const headers = (options.headers ?? options.header ?? {}) as Record<string, string>;
  const body = typeof options.data === "string" ? (JSON.parse(options.data) as Asked["body"]) : null;
  const reply = await phone.ask({ method: String(options.method ?? "GET"), url: String(options.url), headers, body, ...more });
  if (typeof reply === "string") return (options.fail as Told)({ error: reply === "slow" ? 13 : 12 });
  const inside = headers["x-status-in-body"] === "1";
  if (!inside && reply.status >= 400) return (options.fail as Told)({ error: 19, errorMessage: "http status error" });
  (options.success as Told)(answered(reply, inside));
}

function answered(reply: Exclude<Reply, string>, inside: boolean): Options {
  const headers = Object.fromEntries(Object.entries(reply.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const data = inside ? { status: reply.status, headers, body: reply.body ?? null } : (reply.body ?? null);
  return { status: 200, statusCode: 200, headers, data, tempFilePath: "" };
}

const my = {
  request: (options: Options) => void ask(options, {}),
  uploadFile: (options: Options) => void ask(options, { method: "POST", body: (options.formData ?? null) as Asked["body"], file: String(options.filePath) }),
  downloadFile: (options: Options) =>
    void ask({ ...options, success: () => (options.success as Told)({ tempFilePath: `tmp://${String(options.url).split("/").pop()}` }) }, {}),
  getAuthCode: (options: Options) => {
    phone.signInCodes += 1;
    if (phone.online) (options.success as Told)({ authCode: `code-${phone.signInCodes}` });
    else (options.fail as Told)({ error: 12 });
  },
  getStorageSync: ({ key }: { key: string }) => ({ data: phone.storage.get(key) ?? null }),
  setStorageSync: ({ key, data }: { key: string; data: string }) => void phone.storage.set(key, data),
  removeStorageSync: ({ key }: { key: string }) => void phone.storage.delete(key),
  getSystemInfoSync: () => ({ language: "zh-Hans", fontSizeSetting: phone.fontSize }),
  onNetworkStatusChange: (listener: (now: { isConnected: boolean }) => void) => void phone.listeners.add(listener),
  offNetworkStatusChange: (listener: (now: { isConnected: boolean }) => void) => void phone.listeners.delete(listener),
};

Object.assign(globalThis, { my });
