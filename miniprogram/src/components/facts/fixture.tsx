import { Facts } from ".";

export const fixtures = {
  facts: <Facts facts={[{ icon: "paper", label: "要带什么", value: "什么都不用带" }, { icon: "calendar", label: "多久", value: "1 个工作日内", more: ["最晚 11 月 23 日 星期一"] }]} />,
};
