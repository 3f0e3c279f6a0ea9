import { View } from "@tarojs/components";

import { Fold } from ".";

export const fixtures = {
  folded: <Fold title="为什么问这个"><View>看户口簿首页的住址。</View></Fold>,
  open: <Fold title="为什么问这个" open><View>看户口簿首页的住址。</View></Fold>,
};
