/** Storage as platforms have it: so much a key, so much in all, and a no that is raised or given back. */
import { expect, it } from "vitest";

import { shelves } from "./shelves";

const MOST = 10;

function phoneWith(room: number): { kept: Map<string, string>; room: { left: number }; storage: ReturnType<typeof shelves> } {
  const kept = new Map<string, string>();
  const left = { left: room };
  const set = (key: string, text: string): boolean => {
    const others = [...kept].reduce((sum, [name, one]) => sum + (name === key ? 0 : one.length), 0);
    if (text.length > MOST || others + text.length > left.left) return false;
    kept.set(key, text);
    return true;
  };
  return { kept, room: left, storage: shelves({ get: (key) => kept.get(key) ?? null, set, drop: (key) => void kept.delete(key) }, MOST) };
}

it("splits what is too long for a key, and gives it back whole", () => {
  const { kept, storage } = phoneWith(1000);
  const long = "一张很长的表，".repeat(9);
  storage.write("a", long);
  expect([storage.read("a"), kept.size > 2, storage.full()]).toEqual([long, true, false]);
  storage.write("a", "短");
  expect([storage.read("a"), [...kept]]).toEqual(["短", [["a", "短"]]]);
  storage.write("a", long);
  storage.remove("a");
  expect([storage.read("a"), kept.size]).toEqual([null, 0]);
});

it("never cuts a sign in two", () => {
  const { kept, storage } = phoneWith(1000);
  const text = `${"x".repeat(MOST - 1)}𠮷林`;
  storage.write("a", text);
  expect(storage.read("a")).toBe(text);
  expect([...kept.values()].some((one) => /[\ud800-\udbff]$/.test(one))).toBe(false);
});

it("without room keeps what stood there, holds the new as long as the app lives, and says so", () => {
  const { kept, room, storage } = phoneWith(30);
  const told: boolean[] = [];
  storage.onFull((full) => told.push(full));
  storage.write("a", "x".repeat(15));
  storage.write("a", "y".repeat(25));
  expect([storage.read("a"), storage.full(), told]).toEqual(["y".repeat(25), true, [true]]);
  expect([...kept.values()].join("")).toContain("xxxxx");
  room.left = 1000;
  storage.write("a", "y".repeat(26));
  expect([storage.read("a"), storage.full(), told, [...kept.values()].join("").includes("x")]).toEqual(["y".repeat(26), false, [true, false], false]);
});

it("without room lets go of what can be fetched again, and says nothing", () => {
  const { storage } = phoneWith(5);
  storage.write("cached", "123", true);
  storage.write("cached", "1234567", true);
  expect([storage.read("cached"), storage.full()]).toEqual([null, false]);
});
