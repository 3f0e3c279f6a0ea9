import { Row, Rows } from ".";

const nothing = (): void => undefined;

export const fixtures = {
  rows: (
    <Rows label="大家常办">
      <Row icon="card" title="我要办老年证" says="60 岁以上坐公交、逛公园有优待" onPress={nothing} />
      <Row icon="bell" tone="mind" title="孩子出生了" says="要您改一改" onPress={nothing} />
      <Row title="语言和字号" onPress={nothing} />
    </Rows>
  ),
};
