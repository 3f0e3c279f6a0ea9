import { expect, it } from "vitest";

import { phone, type Reply } from "../../tests/stage/phone";
import { speakIn } from "../words";
import { cached, forget, lastOf } from "./cached";
import { Offline } from "./refusals";
import { belongTo } from "./whose";

const scene = { status: 200, body: { slug: "senior-card" }, headers: { ETag: '"v1"' } };

it("has nothing the first time, and the last answer at once the second", async () => {
  phone.routes({ "GET /scenes/x": scene });
  const first = cached("scene:x", "/scenes/x");
  expect(first.last).toBeNull();
  await first.fresh;
  const second = cached("scene:x", "/scenes/x");
  expect(second.last).toEqual({ slug: "senior-card" });
  await second.fresh;
});

it("is not sent again what it has: the ETag goes along, 304 is the answer it knows", async () => {
  phone.routes({ "GET /scenes/x": [scene, { status: 304 }] });
  await cached("scene:x", "/scenes/x").fresh;
  expect(await cached("scene:x", "/scenes/x").fresh).toEqual({ slug: "senior-card" });
  expect(phone.asked[1]?.headers["if-none-match"]).toBe('"v1"');
});

it("without a net the last answer is there, and the fresh one says that it did not come", async () => {
  phone.routes({ "GET /scenes/x": scene });
  await cached("scene:x", "/scenes/x").fresh;
  phone.goOnline(false);
  const { last, fresh } = cached("scene:x", "/scenes/x");
  await expect(fresh).rejects.toBeInstanceOf(Offline);
  expect(last).toEqual({ slug: "senior-card" });
});

it("another language has a shelf of its own, and what is forgotten is gone in all of them", async () => {
  phone.routes({ "GET /scenes/x": scene });
  await cached("scene:x", "/scenes/x").fresh;
  speakIn("en");
  expect(cached("scene:x", "/scenes/x").last).toBeNull();
  forget("scene:x");
  speakIn("zh-CN");
  expect(cached("scene:x", "/scenes/x").last).toBeNull();
});

it("what was on its way when somebody left, or chose another language, is kept nowhere", async () => {
  let answer: (reply: Reply) => void = () => undefined;
  const asked = (path: string): Promise<unknown> => {
    phone.city(() => new Promise((later) => (answer = later)));
    return cached("applications", path).fresh;
  };
  belongTo("1");
  const mine = asked("/applications");
  belongTo("");
  answer(scene);
  expect(await mine).toEqual({ slug: "senior-card" });
  belongTo("2");
  expect(lastOf("applications")).toBeNull();
  const chinese = asked("/applications");
  speakIn("en");
  answer(scene);
  await chinese;
  expect(lastOf("applications")).toBeNull();
  speakIn("zh-CN");
});
