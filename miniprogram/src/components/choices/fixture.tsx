import { Choices } from ".";

const options = { here: "在", away: "不在" };
const nothing = (): void => undefined;

export const fixtures = {
  one: <Choices label="户口在云川市吗？" options={options} chosen={["here"]} onChoose={nothing} />,
  many: <Choices label="要办哪几件？" options={options} chosen={["here", "away"]} many onChoose={nothing} />,
  tap: <Choices label="户口在云川市吗？" options={options} chosen={["away"]} tap onChoose={nothing} />,
  wrong: <Choices label="户口在云川市吗？" options={options} chosen={[]} invalid onChoose={nothing} />,
};
