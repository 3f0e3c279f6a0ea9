/** An application as the city tells it, for the tests of screens that follow one. */
import type { Json } from "../../src/api/json";
import type { Application, Case, Order } from "../../src/api/shapes";

import type { Reply } from "./phone";

export const ok = (body: unknown): Reply => ({ status: 200, body: body as Json });
export const refused = (status: number, code: string, more: Record<string, unknown> = {}): Reply => ({
  status,
  body: { code, title: "不行", detail: "说明", status, errors: [], ...more } as Json,
});

export const me = { id: "1", name: "邓凯", id_number: null, phone: "199****0020", assurance: 3, accounts: [], acting_for: [] };

export function aCase(more: Partial<Case> = {}): Case {
  return {
    id: "c1", number: "1199", item: "id-card", item_name: "居民身份证换领", department: "police", department_name: "公安东湖分局", department_phone: "0900-6620101",
    state: "in_review", result: null, due_on: "2026-12-25", says: "正在审", waits_for: [], waits: [], owed: [], correction: null, timeline: [], ...more,
  };
}

export function anOrder(more: Partial<Order> = {}): Order {
  return {
    id: "o1", number: "N1", case: "c1", payee: "police", payee_name: "公安东湖分局", name: "居民身份证工本费", kind: "non_tax", fen: 2000,
    lines: [{ label: "到期换领", fen: 2000 }], basis: ["发改价格〔2003〕2322号"], state: "due", due_on: "2026-11-27", paid_at: null, refunds: [], ...more,
  };
}

export function anApplication(more: Partial<Application> = {}): Application {
  return {
    id: "a1", scene: "id-card", title: "我要换、补身份证", scene_version: "v1", state: "in_progress", query_code: "RYCFDC5T", created_at: "2026-11-22T15:00:00.000+08:00",
    submitted_at: "2026-11-22T16:00:00.000+08:00", due_on: "2026-12-25", late: null, cases: [aCase()],
    timeline: [{ seq: 3, at: "2026-11-22T16:00:00.000+08:00", kind: "submitted", state: null, says: "送出了", by: "您", rules: [] }],
    licences: [], actions: ["withdraw"], version: 4, role: "applicant", parties: [], moved: [], orders: [], documents: [], deliveries: [], ...more,
  };
}
