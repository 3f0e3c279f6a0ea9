import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { ok, refused } from "../../../tests/stage/cases";
import { heard } from "../../../tests/stage/heard";
import { phone } from "../../../tests/stage/phone";
import { codeIn } from "./code";
import Verified from ".";

const found = { valid: true, kind: "senior-card", title: "老年人优待证", holder: "张**", issued_by: "东湖区民政局", issued_on: "2026-11-22", valid_until: null, status: "active", checked_at: "2026-11-22T16:00:00.000+08:00" };
const asked = (): string[] => phone.asked.map((one) => phone.pathOf(one));

beforeEach(() => phone.routes({ "GET /verify/7U4DEMPR": ok(found) }));

it.each([
  ["https://city.test/verify/7U4DEMPR", "7U4DEMPR"], ["https://city.test/verify/7U4DEMPR?from=x#y", "7U4DEMPR"], ["https%3A%2F%2Fcity.test%2Fverify%2F7U4DEMPR", "7U4DEMPR"],
  ["7u4d empr", "7u4dempr"], [" 7U4D\n", "7U4D"], ["https://evil.test/pay", ""], ["weixin://dl/x", ""], ["x".repeat(65), ""], ["", ""], ["100%", "100%"],
])("reads %j as %j", (scanned, code) => expect(codeIn(scanned)).toBe(code));

it("scanned: real and valid, and as little as possible about whom; nobody has to sign in", async () => {
  phone.scans = ["https://city.test/verify/7U4DEMPR"];
  const { container } = render(<Verified />);
  expect(await heard(container)).toEqual([]);
  fireEvent.click(screen.getByText("扫一扫对方的码"));
  await screen.findByText("是真的，现在有效");
  screen.getByText("张**");
  expect(await heard(container)).toEqual([]);
  expect([phone.signInCodes, asked()]).toEqual([0, ["/verify/7U4DEMPR"]]);
  fireEvent.click(screen.getByText("再验一个"));
  screen.getByText("扫一扫对方的码");
});

it("typed in groups it is the same code", async () => {
  render(<Verified />);
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "7U4D EMPR" } });
  fireEvent.click(screen.getByText("验一验"));
  await screen.findByText("是真的，现在有效");
});

it("a code that led here is checked at once", async () => {
  phone.params = { q: "https%3A%2F%2Fcity.test%2Fverify%2F7U4DEMPR" };
  render(<Verified />);
  await screen.findByText("是真的，现在有效");
});

it("unknown is not an error of ours: it cannot be confirmed", async () => {
  phone.routes({ "GET /verify/AAAA": refused(404, "licence_code_unknown") });
  render(<Verified />);
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "AAAA" } });
  fireEvent.click(screen.getByText("验一验"));
  await screen.findByText("验不出来");
  screen.getByText("码只能用一分钟", { exact: false });
});

it("revoked says so; a status of tomorrow proves nothing", async () => {
  phone.routes({ "GET /verify/A": ok({ ...found, valid: false, status: "revoked" }), "GET /verify/B": ok({ ...found, valid: false, status: "frozen" }) });
  render(<Verified />);
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "A" } });
  fireEvent.click(screen.getByText("验一验"));
  await screen.findByText("这个证被撤销了");
  fireEvent.click(screen.getByText("再验一个"));
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "B" } });
  fireEvent.click(screen.getByText("验一验"));
  await screen.findByText("验不出来");
});

it("nothing typed, a foreign code, the camera closed: said or let be, and nothing is asked", async () => {
  phone.scans = ["https://evil.test/pay", null];
  render(<Verified />);
  fireEvent.click(screen.getByText("验一验"));
  await screen.findByText("请输入对方出示的码");
  fireEvent.click(screen.getByText("扫一扫对方的码"));
  await screen.findByText("这个二维码不是我们的证照", { exact: false });
  fireEvent.click(screen.getByText("扫一扫对方的码"));
  await waitFor(() => expect(phone.scans).toEqual([]));
  expect(asked()).toEqual([]);
});

it("without a net the code stays, and the next try is as good", async () => {
  phone.online = false;
  render(<Verified />);
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "7U4DEMPR" } });
  fireEvent.click(screen.getByText("验一验"));
  await screen.findByText("连不上网");
  phone.online = true;
  fireEvent.click(screen.getByText("验一验"));
  await screen.findByText("是真的，现在有效");
});
