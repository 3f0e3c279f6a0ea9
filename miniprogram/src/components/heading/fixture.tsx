import { Heading } from ".";

export const fixtures = {
  levels: <><Heading>我要办老年证</Heading><Heading level={2}>要带什么</Heading><Heading level={3}>正在办</Heading></>,
  large: <Heading large>您要办什么？</Heading>,
};
