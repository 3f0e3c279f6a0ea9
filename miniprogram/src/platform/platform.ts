/** What the screens may ask of the phone. One file a platform answers it (`here.weapp.ts`, `here.alipay.ts`); nothing else names one. */
import type { Json } from "../api/json";

/** A file the person chose: `path` is the platform's own, temporary; `size` in bytes. */
export interface Picked {
  path: string;
  name: string;
  size: number;
}

/** What the till said when it closed. `unsure`: it may have been paid; the server is asked. */
export type Paid = "paid" | "given_up" | "unsure";

/** One request. Only GET and POST: a mini-program has no others everywhere. `timeoutMs` counts to the whole answer. */
export interface Wire {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: Json;
  timeoutMs: number;
}

/** An answer whatever its status. Header names are lower case; `body` is JSON where the answer was JSON, else text or null. */
export interface Answered {
  status: number;
  headers: Record<string, string>;
  body: Json;
}

/** Where a fetched file lies: the platform's own path, temporary. "" unless the status is 200; then `body` says why, where the platform lets it through. */
export interface Fetched extends Answered {
  path: string;
}

/** One file, in the multipart field `file`, with texts beside it. */
export interface UploadWire {
  url: string;
  headers: Record<string, string>;
  file: Picked;
  texts: Record<string, string>;
  timeoutMs: number;
}

/** The platform's own care for old eyes: its elder mode, and the person's type size as a factor of the usual (1). */
export interface Care {
  elder: boolean;
  fontScale: number;
}

export interface Storage {
  read(key: string): string | null;
  /** Never raises: what there is no room for is held as long as the app lives. `spare`: it can be fetched again, and may be let go. */
  write(key: string, text: string, spare?: boolean): void;
  remove(key: string): void;
  /** Something is held that this phone has no room for. */
  full(): boolean;
  /** Told when that changes; gives back how to stop. */
  onFull(listener: (full: boolean) => void): () => void;
}

/** Some platforms want a page of ours read and agreed to before the camera or the album opens. */
export interface Privacy {
  /** Whether the platform keeps such a text of ours. */
  readonly has: boolean;
  /** Whether the person still has to agree. */
  needed(): Promise<boolean>;
  /** Opens the full text on the platform's own page. */
  contract(): void;
  /** Told when something asked for needs the agreement now; gives back how to stop listening. */
  onAsked(listener: () => void): () => void;
  /** The person pressed the platform's agree button with this element id. */
  agreed(buttonId: string): void;
  refused(): void;
}

export interface Platform {
  readonly name: "weapp" | "alipay";
  /** What `POST /sessions/{channel}` is called here. */
  readonly channel: string;
  /** Who takes the money here: the `provider` of `POST /orders/pay`. */
  readonly pays: string;
  /** The bodies of refusals do not arrive: the server is asked to answer 200 with the status inside. */
  readonly statusInBody: boolean;
  /** A button of the platform's own can tell us the person's phone number, if they say yes (`openType="getPhoneNumber"`). */
  readonly phoneButton: boolean;
  /** A code that says who is here to the server, asked for without showing anything. */
  signInCode(): Promise<string>;
  /** Raises `Offline` when nothing could be reached, `Slow` when time ran out. */
  call(request: Wire): Promise<Answered>;
  /** Raises like `call`. */
  send(upload: UploadWire): Promise<Answered>;
  /** Pictures and PDF. Raises like `call`. */
  fetchFile(url: string, headers: Record<string, string>): Promise<Fetched>;
  openDocument(path: string): Promise<void>;
  /** Opens the platform's till with what the server gave. Never raises. */
  pay(client: Json): Promise<Paid>;
  /** The text of a code; null when the person went back. */
  scan(): Promise<string | null>;
  /** Empty when the person went back. */
  takePhoto(): Promise<Picked[]>;
  choosePhotos(most: number): Promise<Picked[]>;
  /** Any file (PDF, OFD), where the platform can. */
  chooseFile?(): Promise<Picked[]>;
  storage: Storage;
  privacy: Privacy;
  care(): Care;
  /** Reads aloud, where the platform can; resolves when it has finished or was hushed. */
  speak?(text: string): Promise<void>;
  hush?(): void;
  /** Full brightness for a code that is shown, and back. */
  bright(on: boolean): void;
  copy(text: string): Promise<void>;
  phone(number: string): void;
  /** The device's language as BCP 47 (`zh-CN`, `en`). */
  language(): string;
  /** Gives back how to stop listening. */
  onOnline(listener: (online: boolean) => void): () => void;
}
