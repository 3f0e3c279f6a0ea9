import { Branches } from ".";

export const fixtures = {
  branches: (
    <Branches
      branches={[
        { id: "1", name: "卫生健康局", about: "出生医学证明签发", tone: "good", says: "同意，办好了" },
        { id: "2", name: "公安分局", about: "户口登记", says: "正在审", when: "最晚 12 月 3 日 星期四" },
        { id: "3", name: "医保局", about: "生育医疗费用报销", tone: "mind", says: "正在审", owed: ["还要补出院结算单，最晚 12 月 5 日"] },
        { id: "4", name: "人社局", about: "社保卡申领", tone: "wait", says: "排在后面，等前面的办好" },
        { id: "5", name: "疾控中心", about: "接种证", tone: "stop", says: "没有同意" },
      ]}
    />
  ),
};
