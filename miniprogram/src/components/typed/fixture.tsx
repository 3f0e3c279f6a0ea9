import { Typed } from ".";

const nothing = (): void => undefined;

export const fixtures = {
  text: <Typed name="姓名" value="" onType={nothing} />,
  number: <Typed name="验证码" keyboard="number" short most={6} value="6582" onType={nothing} />,
  area: <Typed name="为什么不办了" area value="搬家了" onType={nothing} />,
  wrong: <Typed name="身份证号 需要改：少了一位" keyboard="idcard" invalid required value="99010119600615011" onType={nothing} />,
};
