import { Reasons } from ".";

export const fixtures = {
  all: (
    <Reasons
      reasons={[
        { id: "age", outcome: "yes", says: "年满 60 周岁：您 66 岁" },
        { id: "home", outcome: "no", says: "本市户籍，或者有居住证：户口不在本市" },
        { id: "first", outcome: "maybe", says: "每人一张老年证" },
      ]}
    />
  ),
};
