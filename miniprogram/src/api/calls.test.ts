import { expect, it } from "vitest";

import { phone } from "../../tests/stage/phone";
import { application } from "./calls";

it("a link that lost its id leads to nothing, never to a list that is taken for one thing", async () => {
  phone.routes({ "GET /applications": { status: 200, body: { items: [], next: null } } });
  await expect(application("")).rejects.toMatchObject({ status: 404 });
  expect(phone.asked.map((one) => phone.pathOf(one))).toContain("/applications/-");
});
