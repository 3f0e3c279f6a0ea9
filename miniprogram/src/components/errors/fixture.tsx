import { Errors } from ".";

export const fixtures = {
  none: <Errors errors={[]} />,
  some: <Errors errors={[{ field: "name", message: "请填姓名" }, { field: "", message: "还差一份户口簿" }]} onGo={() => undefined} />,
};
