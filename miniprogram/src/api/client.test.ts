/** The one way to the API, over a net that fails as nets do. */
import { beforeEach, describe, expect, it } from "vitest";

import { phone } from "../../tests/stage/phone";
import { speakIn } from "../words";
import { answered, call, fetched, signWith, upload } from "./client";
import { newKey } from "./keys";
import { Offline, Refusal, Slow } from "./refusals";

const problem = { type: "urn:zhangban:problem:stale", title: "内容刚刚变过", status: 409, code: "stale", detail: "请看看", errors: [], trace_id: "t", version: 2 };
const raised = (doing: Promise<unknown>): Promise<unknown> => doing.then(() => null, (error: unknown) => error);

beforeEach(() => signWith({ token: () => "secret", renew: () => Promise.resolve(false) }));

describe("a call", () => {
  it("says who asks, in which language, and gives the body back", async () => {
    phone.routes({ "GET /me": { status: 200, body: { id: "1" } } });
    speakIn("en");
    expect(await call("GET", "/me", { query: { after: "a b", limit: undefined, q: "" } })).toEqual({ id: "1" });
    const [asked] = phone.asked;
    expect(asked?.url).toBe("https://city.test/api/v1/me?after=a%20b");
    expect(asked?.headers).toMatchObject({ authorization: "Bearer secret", "accept-language": "en" });
    expect(asked?.headers["idempotency-key"]).toBeUndefined();
  });

  it("sends no token when it asks for nobody in particular", async () => {
    phone.routes({ "GET /scenes": { status: 200, body: {} } });
    await call("GET", "/scenes", { signedIn: false });
    expect(phone.asked[0]?.headers.authorization).toBeUndefined();
  });

  it("never sends an empty body, and gives every POST a key of its own", async () => {
    phone.routes({ "POST /letters/1/read": { status: 200, body: {} } });
    await call("POST", "/letters/1/read");
    await call("POST", "/letters/1/read");
    expect(phone.asked[0]?.body).toEqual({});
    const keys = phone.asked.map(({ headers }) => headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(2);
  });

  it("asks once more with the same key when nothing came back", async () => {
    phone.routes({ "POST /applications": ["slow", { status: 201, body: { id: "7" } }] });
    expect(await call("POST", "/applications", { body: { scene: "x" } })).toEqual({ id: "7" });
    const [first, second] = phone.asked;
    expect(second).toEqual(first);
  });

  it("asks once more when the house is busy, and then says so", async () => {
    const busy = { status: 503, body: { ...problem, status: 503, code: "busy", retry_after: 3 } };
    phone.routes({ "GET /me": [busy, busy] });
    const error = (await raised(call("GET", "/me"))) as Refusal;
    expect([error.code, error.retryAfter, phone.asked.length]).toEqual(["busy", 3, 2]);
  });

  it("tells being offline from being too slow", async () => {
    phone.routes({ "GET /me": "slow" });
    expect(await raised(call("GET", "/me"))).toBeInstanceOf(Slow);
    phone.goOnline(false);
    expect(await raised(call("GET", "/me"))).toBeInstanceOf(Offline);
  });

  it("raises what was refused in the server's own words, with everything that came with it", async () => {
    phone.routes({ "POST /x": { status: 409, body: problem } });
    const error = (await raised(call("POST", "/x"))) as Refusal;
    expect(error).toBeInstanceOf(Refusal);
    expect([error.status, error.code, error.title, error.detail, error.version]).toEqual([409, "stale", "内容刚刚变过", "请看看", 2]);
    expect(phone.asked).toHaveLength(1);
  });

  it("reads every defect of a refused form", async () => {
    const errors = [{ field: "children[0].name", code: "missing", message: "请填姓名" }];
    phone.routes({ "POST /x": { status: 422, body: { ...problem, status: 422, code: "invalid", errors } } });
    expect(((await raised(call("POST", "/x"))) as Refusal).errors).toEqual(errors);
  });

  it("is not thrown by a refusal that is no JSON", async () => {
    phone.routes({ "GET /x": { status: 502, body: "<html>bad gateway</html>" } });
    expect(((await raised(call("GET", "/x"))) as Refusal).code).toBe("unexpected");
  });

  it("gives status and headers to whoever wants them, 304 included", async () => {
    phone.routes({ "GET /scenes/x": { status: 304, body: null, headers: { ETag: '"v"' } } });
    const came = await answered("GET", "/scenes/x");
    expect([came.status, came.headers.etag]).toEqual([304, '"v"']);
  });
});

describe("an old token", () => {
  it("is renewed once without a word, and the call done again with the same key", async () => {
    let token = "old";
    signWith({
      token: () => token,
      renew: () => {
        token = "new";
        return Promise.resolve(true);
      },
    });
    phone.routes({ "POST /x": [{ status: 401, body: problem }, { status: 200, body: { done: true } }] });
    expect(await call("POST", "/x")).toEqual({ done: true });
    const [first, second] = phone.asked;
    expect(second?.headers.authorization).toBe("Bearer new");
    expect(second?.headers["idempotency-key"]).toBe(first?.headers["idempotency-key"]);
  });

  it("is told as it is when there is no new one", async () => {
    phone.routes({ "GET /me": { status: 401, body: { ...problem, status: 401, code: "unauthenticated" } } });
    expect(((await raised(call("GET", "/me"))) as Refusal).status).toBe(401);
    expect(phone.asked).toHaveLength(1);
  });

  it("is renewed only once a call, however often it is refused", async () => {
    signWith({ token: () => "t", renew: () => Promise.resolve(true) });
    phone.routes({ "GET /me": { status: 401, body: problem } });
    await raised(call("GET", "/me"));
    expect(phone.asked).toHaveLength(2);
  });
});

describe("a file", () => {
  it("goes alone, by POST, with its texts beside it and a key", async () => {
    phone.routes({ "POST /applications/1/uploads": ["offline", { status: 201, body: { id: "u" } }] });
    const file = { path: "tmp/a.jpg", name: "a.jpg", size: 3 };
    expect(await upload("/applications/1/uploads", file, { target: "hukou" })).toEqual({ id: "u" });
    expect(phone.asked[1]).toMatchObject({ method: "POST", file: "tmp/a.jpg", body: { target: "hukou" } });
    expect(phone.asked[0]?.headers["idempotency-key"]).toBe(phone.asked[1]?.headers["idempotency-key"]);
  });

  it("that is refused says why", async () => {
    phone.routes({ "POST /a/uploads": { status: 422, body: { ...problem, code: "not_a_picture" } } });
    const file = { path: "a", name: "a", size: 1 };
    expect(((await raised(upload("/a/uploads", file, {}))) as Refusal).code).toBe("not_a_picture");
  });

  it("comes to the phone with a newer token where the old one is over", async () => {
    let token = "old";
    signWith({ token: () => token, renew: () => Promise.resolve((token = "new") === "new") });
    phone.city(({ headers }) => ({ status: headers.authorization === "Bearer new" ? 200 : 401, body: null }));
    expect(await fetched("/licences/1.pdf")).toBe("tmp://1.pdf");
    signWith({ token: () => "gone", renew: () => Promise.resolve(false) });
    expect(((await raised(fetched("/licences/1.pdf"))) as Refusal).status).toBe(401);
  });

  it("comes to the phone with the token, and is never half there", async () => {
    phone.routes({ "GET /licences/1.pdf": { status: 200 }, "GET /licences/2.pdf": { status: 404 } });
    expect(await fetched("/licences/1.pdf")).toBe("tmp://1.pdf");
    expect(phone.asked[0]?.headers.authorization).toBe("Bearer secret");
    expect(((await raised(fetched("/licences/2.pdf"))) as Refusal).status).toBe(404);
  });
});

it("never makes the same key twice, even in the same moment with the same chance", () => {
  const keys = Array.from({ length: 1000 }, () => newKey(0, () => 0.5));
  expect(new Set(keys).size).toBe(1000);
});
