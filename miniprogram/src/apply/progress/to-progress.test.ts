import { expect, it } from "vitest";

import { phone } from "../../../tests/stage/phone";
import { toProgress } from "./to-progress";

const PROGRESS = "/apply/progress/index?id=a1";

it.each([
  [["/pages/home/index", PROGRESS, "/apply/correct/index?id=a1"], ["/pages/home/index", PROGRESS]],
  [["/pages/home/index", "/apply/progress/index?id=b2", "/apply/correct/index?id=a1"], ["/pages/home/index", "/apply/progress/index?id=b2", PROGRESS]],
  [["/apply/correct/index?id=a1"], [PROGRESS]],
])("from %j leads to how far it is, and never twice in a row", async (pages, then) => {
  phone.pages = [...pages];
  await toProgress("a1");
  expect(phone.pages).toEqual(then);
});
