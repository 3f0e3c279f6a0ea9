import { Bill } from ".";

export const fixtures = {
  one: <Bill payee="公安局财务科" lines={[{ label: "到期换领", fen: 2000 }]} fen={2000} basis={["发改价格〔2003〕2322号"]} said={["还没付，最晚 12 月 3 日"]} />,
  waived: <Bill payee="公安局财务科" lines={[{ label: "到期换领", fen: 2000 }, { label: "领低保的，换领不收", fen: -2000 }]} fen={0} />,
};
