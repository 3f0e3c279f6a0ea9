import { Outcome } from ".";

export const fixtures = {
  yes: <Outcome outcome="yes" says="您可以办" more="接下来您只要核对一遍，送出就行。" />,
  no: <Outcome outcome="no" says="现在还不能办" />,
  maybe: <Outcome outcome="maybe" says="还差一点才能确定" />,
};
