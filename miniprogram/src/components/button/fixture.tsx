import { Button } from ".";

export const fixtures = {
  act: <Button>送出</Button>,
  plain: <Button look="plain" icon="phone">打 12345</Button>,
  quiet: <Button look="quiet" label="修改 邮寄地址">修改</Button>,
  stop: <Button look="stop">撤回，不办了</Button>,
  still: <Button disabled>送出</Button>,
  busy: <Button busy>正在送</Button>,
};
