import { Licence } from ".";

const licence = {
  title: "老年人优待证",
  issued_by: "东湖区民政局",
  identifier: "1.2.156.3005.2.11990000MB1K00027H001.11990101MB1002382A.20261122PNYM5C73CJHH.001.S",
  status: "active" as const,
  rows: [["姓名", "张国林"], ["性别", "男"], ["出生日期", "1960年6月15日"]] as [string, string][],
  note: "持证人凭本证享受本市老年人优待政策。",
};

export const fixtures = {
  active: <Licence licence={licence} photo="data:image/png;base64,iVBORw0KGgo=" />,
  revoked: <Licence licence={{ ...licence, status: "revoked" }} />,
};
