import { Typed } from "../typed";
import { Field, namedBy } from ".";

const nothing = (): void => undefined;
const input = <Typed name={namedBy("姓名", "和身份证上一样")} value="张国林" onType={nothing} />;

export const fixtures = {
  plain: <Field id="name" label="姓名" hint="和身份证上一样">{input}</Field>,
  filled: <Field id="name" label="姓名" source="来自人口库，11 月 21 日">{input}</Field>,
  wrong: <Field id="name" label="姓名" error="请填姓名"><Typed name={namedBy("姓名", "", "请填姓名")} value="" invalid onType={nothing} /></Field>,
  optional: <Field id="name" label="曾用名" optional>{input}</Field>,
  page: <Field id="name" label="您叫什么名字？" page>{input}</Field>,
};
