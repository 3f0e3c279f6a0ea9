import { Notice } from ".";

export const fixtures = {
  plain: <Notice>送出之前随时可以停，填过的都给您留着。</Notice>,
  good: <Notice tone="good">记下了，到时候提醒您</Notice>,
  mind: <Notice tone="mind" live>还没送出</Notice>,
  stop: <Notice tone="stop">这个码过期了</Notice>,
};
