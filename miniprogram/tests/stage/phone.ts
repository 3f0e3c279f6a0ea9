/** The pretend phone: what `@tarojs/taro` of the stage asks. A test says how the net and the person behave, and looks at what happened. */
import type { Json } from "../../src/api/json";

export interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Json;
  file?: string;
}

export interface Replied {
  status: number;
  body?: Json;
  headers?: Record<string, string>;
}

export type Reply = Replied | "offline" | "slow";
type City = (asked: Asked) => Reply | Promise<Reply>;

const ADDRESS = "https://city.test/api/v1";

class Phone {
  storage = new Map<string, string>();
  asked: Asked[] = [];
  /** Pages opened, `/door/phone/index?…`, the last on top. */
  pages: string[] = ["/pages/home/index"];
  /** No page opens, as when another is just opening. */
  stuck = false;
  titles: string[] = [];
  scans: (string | null)[] = [];
  photos: { path: string; size: number }[] = [];
  pays: ("paid" | "given_up" | "broken")[] = [];
  online = true;
  fontSize = 16;
  bright: number[] = [];
  copied: string[] = [];
  called: string[] = [];
  signInCodes = 0;
  listeners = new Set<(now: { isConnected: boolean }) => void>();
  shown: string[] = [];
  params: Record<string, string> = {};
  private answers: City = () => ({ status: 404, body: { code: "not_found", title: "", detail: "", status: 404, errors: [] } });

  /** Everything as new. */
  reset(): void {
    Object.assign(this, new Phone());
  }

  /** How the city answers from now on; paths are without `/api/v1`. */
  city(answers: City): void {
    this.answers = answers;
  }

  /** One answer a path, whatever the query: `{"GET /me": {status: 200, body}}`. */
  routes(table: Record<string, Reply | Reply[]>): void {
    const left = new Map(Object.entries(table).map(([path, reply]) => [path, Array.isArray(reply) ? [...reply] : [reply]]));
    this.city((asked) => {
      const replies = left.get(`${asked.method} ${this.pathOf(asked)}`);
      if (replies === undefined) return { status: 404, body: { code: "not_found", title: "", detail: "", status: 404, errors: [] } };
      return (replies.length > 1 ? replies.shift() : replies[0]) as Reply;
    });
  }

  pathOf(asked: Asked): string {
    return asked.url.replace(ADDRESS, "").replace(/\?.*/, "");
  }

  async ask(asked: Asked): Promise<Reply> {
    this.asked.push(asked);
    return this.online ? this.answers(asked) : "offline";
  }

  goOnline(online: boolean): void {
    this.online = online;
    this.listeners.forEach((listener) => listener({ isConnected: online }));
  }
}

export const phone = new Phone();
