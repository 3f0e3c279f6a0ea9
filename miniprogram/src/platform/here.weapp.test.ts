/** WeChat as we ask it: what a person closes is not an error, what a till does not say is unsure. */
import { describe, expect, it } from "vitest";

import { phone } from "../../tests/stage/phone";
import { Offline } from "../api/refusals";
import { here } from "./here.weapp";

describe("the till", () => {
  it.each([["paid", "paid"], ["given_up", "given_up"], ["broken", "unsure"]] as const)("that says %s means %s", async (says, means) => {
    phone.pays = [says];
    expect(await here.pay({ timeStamp: "1" })).toBe(means);
  });
});

describe("what a person closes", () => {
  it("is no error: a scan is nothing, photos are none, a file is none", async () => {
    expect([await here.scan(), await here.takePhoto(), await here.choosePhotos(3), await here.chooseFile?.()]).toEqual([null, [], [], []]);
  });

  it("and what they choose has a path, a name and a size", async () => {
    phone.scans = ["DPMM6RH5"];
    phone.photos = [{ path: "wxfile://tmp/a.jpg", size: 7 }];
    expect([await here.scan(), await here.takePhoto()]).toEqual(["DPMM6RH5", [{ path: "wxfile://tmp/a.jpg", name: "a.jpg", size: 7 }]]);
  });
});

describe("a file", () => {
  it("comes to a temporary path, or with the status of a refusal and no path", async () => {
    phone.routes({ "GET /1.pdf": { status: 200 }, "GET /2.pdf": { status: 401, body: { code: "not_signed_in" } } });
    expect(await here.fetchFile("https://city.test/api/v1/1.pdf", {})).toMatchObject({ status: 200, path: "tmp://1.pdf" });
    expect(await here.fetchFile("https://city.test/api/v1/2.pdf", {})).toMatchObject({ status: 401, path: "" });
  });

  it("is out of reach without a net", async () => {
    phone.goOnline(false);
    await expect(here.fetchFile("https://city.test/api/v1/1.pdf", {})).rejects.toBeInstanceOf(Offline);
  });
});

describe("the phone", () => {
  it("keeps texts, and knows nothing of what was never written", () => {
    here.storage.write("a", "1");
    expect([here.storage.read("a"), here.storage.read("b")]).toEqual(["1", null]);
    here.storage.remove("a");
    expect(here.storage.read("a")).toBeNull();
  });

  it("tells its language as the server wants it, and how large its person reads", () => {
    phone.fontSize = 24;
    expect([here.language(), here.care()]).toEqual(["zh-CN", { elder: false, fontScale: 1.5 }]);
  });

  it("tells when the net comes and goes, until nobody listens", () => {
    const told: boolean[] = [];
    const stop = here.onOnline((online) => told.push(online));
    phone.goOnline(false);
    stop();
    phone.goOnline(true);
    expect(told).toEqual([false]);
  });

  it("without a net has no code to sign in with", async () => {
    phone.goOnline(false);
    await expect(here.signInCode()).rejects.toBeInstanceOf(Offline);
  });
});
