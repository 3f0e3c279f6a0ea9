/** What the host is given: a package as it was packed, and how this phone is set. */
import type { GroupList } from "./engine";

export type PlatformName = "weapp" | "alipay";
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
export type Loose = Record<string, unknown>;

export interface BuiltPackage {
  platform: PlatformName;
  app: JsonObject;
  pages: string[];
  configs: Record<string, JsonObject>;
  /** The text of every module by its path without `.js`. */
  modules: Record<string, string>;
  styles: Record<string, string>;
  templates: GroupList;
  files: string[];
  faults: string[];
}

export type Network = "online" | "offline" | "slow";

export interface Settings {
  /** The address a package was built for, and where that is in this test. */
  addresses: Record<string, string>;
  /** Hosts the platform's own settings allow, by what they are allowed for. */
  domains: { request: string[]; upload: string[]; download: string[] };
  /** Who is signed in at the platform, by the sandbox's id; null: nobody, and sign-in fails as without a network. */
  person: string | null;
  /** Where the sandbox answers for the platform's own servers. */
  sandbox: string;
  /** Type size the person chose: px, and as a factor of the usual. */
  font: { size: number; scale: number };
  language: string;
  network: Network;
  /** What a slow network adds to every request, in ms. */
  slowness: number;
  /** What the storage held when the app was last closed: JSON texts by key. */
  storage: Record<string, string>;
  privacyAgreed: boolean;
  launch: { path: string; query: Record<string, string>; scene: number };
}

declare global {
  interface Window {
    builtPackage: BuiltPackage;
    phoneSettings?: Partial<Settings>;
  }
}

export const built = window.builtPackage;
export const platform = built.platform;
export const isWeapp = platform === "weapp";

const usual: Settings = {
  addresses: {},
  domains: { request: [], upload: [], download: [] },
  person: null,
  sandbox: "",
  font: { size: 16, scale: 1 },
  language: "zh_CN",
  network: "online",
  slowness: 1000,
  storage: {},
  privacyAgreed: false,
  launch: { path: built.pages[0] ?? "", query: {}, scene: isWeapp ? 1001 : 1000 },
};

export const settings: Settings = { ...usual, ...window.phoneSettings };

/** Where an address of the package really is. */
export function reached(url: string): string {
  for (const [from, to] of Object.entries(settings.addresses)) if (url.startsWith(from)) return to + url.slice(from.length);
  return url;
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : value === undefined || value === null ? "" : String(value);
}
