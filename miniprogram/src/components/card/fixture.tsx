import { View } from "@tarojs/components";

import { Card } from ".";

export const fixtures = { card: <Card label="查询码"><View>8RNN M5PD</View></Card> };
