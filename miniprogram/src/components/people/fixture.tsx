import { People } from ".";

export const fixtures = {
  two: <People people={[{ role: "申请人", name: "何静（您）", says: "已确认", tone: "good" }, { role: "孩子的另一位家长", name: "林*", says: "等确认，最晚 12 月 4 日", tone: "mind" }]} />,
};
