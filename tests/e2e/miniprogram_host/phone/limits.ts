/** What each platform allows, as numbers and rules. README.md says which are read in its documents and which are assumed. */
import { refuse } from "./refusals";
import { isWeapp, settings } from "./world";

const KB = 1024;
const MB = 1024 * KB;

export const LIMITS = {
  methods: isWeapp ? ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT"] : ["GET", "POST", "PUT", "DELETE"],
  requestsAtOnce: isWeapp ? 10 : Number.POSITIVE_INFINITY,
  url: 2048,
  body: 10 * MB,
  upload: 10 * MB,
  download: isWeapp ? 200 * MB : Number.POSITIVE_INFINITY,
  requestMs: isWeapp ? 60_000 : 30_000,
  longestMs: 60_000,
  transferMs: 60_000,
  storageKey: isWeapp ? MB : 200 * KB,
  storage: 10 * MB,
  pages: 10,
  setData: MB,
  templates: 3,
  gestureMs: 3000,
};

export function bytes(value: string): number {
  return new TextEncoder().encode(value).length;
}

/** Whether an address may be called for this; raises as the platform refuses. */
export function mayCall(url: string, what: "request" | "upload" | "download"): void {
  if (typeof url !== "string" || url === "") refuse("parameter error: parameter.url should be String instead of Undefined", 2, { errno: 1001 });
  if (url.length > LIMITS.url) refuse("url too long", 2, { message: "参数错误" });
  const address = parsed(url);
  if (!address || address.protocol !== "https:") {
    refuse(isWeapp ? "url not in domain list" : "不支持 HTTP，请使用 HTTPS", 20, { errno: 600002 });
  }
  if (!allowed(address, what)) refuse("url not in domain list", 4, { errno: 600002, message: "无权调用该接口" });
}

function parsed(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** WeChat compares the whole host with its port; Alipay the registered domain, and asks nothing of downloads. */
function allowed(address: URL, what: "request" | "upload" | "download"): boolean {
  if (isWeapp) return settings.domains[what].includes(address.host) && !/:443(\/|$)/.test(address.href);
  if (what === "download") return true;
  return settings.domains[what].some((domain) => address.host === domain || address.host.endsWith(`.${domain}`));
}
