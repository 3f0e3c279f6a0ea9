/** Nothing that was typed is lost. */
import { expect, it } from "vitest";

import { phone } from "../../tests/stage/phone";
import { correctionKey, draft, drafts, dropDraft, dropSheet, forgetDrafts, keepDraft, typed } from ".";

const empty = { scene: "senior-card", title: "我要办老年证", application: null, version: null, answers: {}, unsent: [], at: "pickup" };
const DAY = 24 * 60 * 60 * 1000;

it("is on the phone after every change, with what the server does not have yet", () => {
  keepDraft("senior-card", empty, 1);
  typed("senior-card", "pickup", "post", 2);
  typed("senior-card", "pickup", "electronic", 3);
  expect(draft("senior-card")).toMatchObject({ answers: { pickup: "electronic" }, unsent: ["pickup"], changed: 3 });
});

it("typing into no draft makes none", () => {
  expect(typed("nothing", "a", "b")).toBeNull();
  expect(drafts()).toEqual([]);
});

it("the last changed stands first, and what nobody came back to in thirty days is dropped", () => {
  const now = 100 * DAY;
  keepDraft("old", empty, now - 31 * DAY);
  keepDraft("first", empty, now - 2 * DAY);
  keepDraft("last", empty, now - DAY);
  expect(drafts(now).map(({ key }) => key)).toEqual(["last", "first"]);
  expect(draft("old")).toBeNull();
});

it("dropped or forgotten leaves nothing on the phone", () => {
  keepDraft("a", { ...empty, answers: { name: "张国林" } });
  keepDraft("b", empty);
  dropDraft("a");
  forgetDrafts();
  expect([...phone.storage].filter(([key]) => key.startsWith("draft:"))).toEqual([]);
});

it("a storage that holds rubbish is an empty one", () => {
  phone.storage.set("drafts", "no json");
  phone.storage.set("draft:a", "{");
  expect([drafts(), draft("a")]).toEqual([[], null]);
});

it("what has arrived is dropped with what its scene began with; what puts it right belongs to no scene", () => {
  keepDraft("senior-card", empty);
  keepDraft("app-1", { ...empty, application: "app-1" });
  keepDraft(correctionKey("app-1"), { ...empty, scene: "", application: "app-1" });
  dropSheet(correctionKey("app-1"));
  expect(drafts().map(({ key }) => key).sort()).toEqual(["app-1", "senior-card"]);
  dropSheet("app-1");
  expect(drafts()).toEqual([]);
});
