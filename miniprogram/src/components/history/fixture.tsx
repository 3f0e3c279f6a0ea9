import type { Line } from "../../api/shapes";
import { History } from ".";

const lines: Line[] = [
  { seq: 3, at: "2026-11-22T14:29:44.612+08:00", kind: "case_submitted", state: "submitted", says: "东湖区民政局已收到", by: "政务服务中心", rules: [] },
  {
    seq: 4, at: "2026-11-22T14:30:44.631+08:00", kind: "case_accepted", state: "accepted", says: "东湖区民政局已受理", by: "按规则自动办理",
    rules: [{ id: "age", outcome: "yes", says: "年满 60 周岁：您 66 岁", saw: { "subject.age": 66 } }],
  },
];

export const fixtures = { folded: <History lines={lines} />, open: <History lines={lines} open /> };
