/** Who is here. */
import type { Json, JsonObject } from "../json";

export interface Me {
  id: string;
  name: string | null;
  id_number: string | null;
  phone: string | null;
  /** 1 self-declared … 3 name, number and phone agree … 5 certificate. */
  assurance: number;
  accounts: { channel: string; since: string }[];
  acting_for: JsonObject[];
}

export interface Session {
  token: string;
  expires_at: string;
  citizen: Me;
}

export interface Device {
  id: string;
  channel: string;
  face: string;
  device: string;
  since: string;
  seen_at: string;
  current: boolean;
}

export interface Look {
  at: string;
  [name: string]: Json;
}
