/** Licences, letters, and whether either is real. */
import type { Json } from "../json";
import type { List } from "./plain";

export type LicenceStatus = "active" | "expired" | "revoked" | "suspended" | "cancelled";

export interface Licence {
  id: string;
  kind: string;
  title: string;
  identifier: string;
  number: string;
  status: LicenceStatus;
  holder: string;
  issued_by: string;
  issued_on: string;
  valid_until: string | null;
  application_id: string | null;
  rows: [string, string][];
  note: string;
  has_photo: boolean;
  version: number;
}

/** `text` is the code in groups; `qr` a PNG data URI; `lives` the milliseconds from its arrival. */
export interface Shown {
  code: string;
  text: string;
  qr: string;
  expires_at: string;
  lives: number;
}

export interface Verified {
  valid: boolean;
  kind?: string;
  title?: string;
  holder?: string;
  issued_by?: string;
  issued_on?: string;
  valid_until?: string | null;
  status?: string;
  checked_at?: string;
  [name: string]: Json | undefined;
}

export type Real = { known?: true; sent_by: string; about: string; sent_on: string } | { known: false; what_to_do: string };

export interface Letter {
  id: string;
  application_id: string | null;
  case_id: string | null;
  kind: string;
  title: string;
  body: string;
  code: string;
  at: string;
  read: boolean;
}

export interface Letters extends List<Letter> {
  unread: number;
}
