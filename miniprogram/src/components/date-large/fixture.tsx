import { DateLarge } from ".";

export const fixtures = {
  due: <DateLarge says="最晚这天给您答复" day="12 月 3 日 星期四" />,
  late: <DateLarge says="最晚这天给您答复" day="12 月 3 日 星期四" late="晚了 2 天。" more={["原来说 12 月 1 日。在等医院的记录"]} />,
};
