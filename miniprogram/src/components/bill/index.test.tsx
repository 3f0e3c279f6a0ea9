import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { Bill } from ".";

it("says each part and the whole, to the fen", () => {
  render(<Bill payee="公安局财务科" lines={[{ label: "换领", fen: 2000 }, { label: "减免", fen: -1000 }]} fen={1000} />);
  for (const text of ["20.00 元", "-10.00 元", "10.00 元", "合计", "收款的是公安局财务科"]) expect(screen.getByText(text)).toBeTruthy();
});

it("of one line does not say it twice", () => {
  render(<Bill payee="x" lines={[{ label: "换领", fen: 2000 }]} fen={2000} />);
  expect([screen.getAllByText("20.00 元").length, screen.queryByText("合计")]).toEqual([1, null]);
});
