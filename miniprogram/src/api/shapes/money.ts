/** Bills and payments; money in integer fen. */
import type { Json } from "../json";

export type OrderState = "due" | "paying" | "paid" | "closed" | "refunding" | "refunded" | "partly_refunded" | "waived";

export interface Order {
  id: string;
  number: string;
  case: string;
  payee: string;
  payee_name: string;
  name: string;
  kind: string;
  fen: number;
  lines: { label: string; fen: number }[];
  basis: string[];
  state: OrderState;
  due_on: string | null;
  paid_at: string | null;
  refunds: { fen: number; state: "asked" | "accepted" | "done" | "failed"; because: string; at: string }[];
}

export interface Started {
  payment: string;
  /** What the platform's till needs, as it is. */
  client: Json;
}

export interface Payment {
  id: string;
  number: string;
  provider: string;
  state: "opened" | "paid" | "closed" | "failed";
  fen: number;
  expires_at: string;
  orders: Order[];
}
