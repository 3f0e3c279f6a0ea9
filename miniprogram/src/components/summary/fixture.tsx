import { Summary } from ".";

const change = (): void => undefined;

export const fixtures = {
  rows: (
    <Summary
      rows={[
        { id: "household", label: "户口", value: "在", source: "来自人口库，11 月 21 日" },
        { id: "pickup", label: "领取方式", value: "邮寄实体卡到家", onChange: change },
        { id: "photo", label: "近期一寸照片", value: "", picture: "data:image/png;base64,iVBORw0KGgo=", onChange: change },
      ]}
    />
  ),
};
