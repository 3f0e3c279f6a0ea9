import { expect, it } from "vitest";

import { follow, type Live } from "./follow";

type Answer = { items: unknown[]; next: number } | null | "fails" | "gone";

/** A city with these answers; after the last one it stays silent for ever. */
function city(answers: Answer[], early = false) {
  const told = { asked: [] as number[], news: 0, states: [] as Live[], paused: [] as number[], most: 0, open: 0 };
  let clock = 0;
  const events = async (seq: number): Promise<{ items: unknown[]; next: number } | null> => {
    told.asked.push(seq);
    told.open += 1;
    told.most = Math.max(told.most, told.open);
    await Promise.resolve();
    told.open -= 1;
    if (!early) clock += 20_000;
    const next = answers.shift();
    if (next === undefined) return new Promise(() => undefined);
    if (next === "fails" || next === "gone") throw new Error(next);
    return next;
  };
  const asking = {
    events,
    onNews: async () => void (told.news += 1),
    onState: (state: Live) => void told.states.push(state),
    final: (error: unknown) => (error as Error).message === "gone",
    pause: async (ms: number) => void told.paused.push(ms),
  };
  return { told, following: follow(asking, () => clock) };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

it("asks after the last line, fetches what is new, and goes on from there", async () => {
  const { told, following } = city([{ items: [1], next: 8 }, { items: [], next: 9 }]);
  following.resume(5);
  await settle();
  expect([told.asked, told.news, told.paused]).toEqual([[5, 8, 9], 1, []]);
});

it("without an answer it waits longer each time, says so, and fetches anew when the city is back, whatever is new", async () => {
  const { told, following } = city(["fails", "fails", "fails", { items: [], next: 5 }]);
  following.resume(5);
  await settle();
  expect(told.paused).toEqual([1000, 2000, 4000]);
  expect(told.states).toEqual(["offline", "offline", "offline", "live"]);
  expect(told.news).toBe(1);
});

it("never waits longer than a minute", async () => {
  const { told, following } = city(Array<Answer>(10).fill("fails"));
  following.resume(1);
  await settle();
  expect(Math.max(...told.paused)).toBe(60_000);
});

it("an empty answer that comes at once does not make it ask without a breath", async () => {
  const { told, following } = city([null, { items: [], next: 1 }], true);
  following.resume(1);
  await settle();
  expect(told.paused).toEqual([1000, 2000]);
});

it("asks no more of what is not theirs", async () => {
  const { told, following } = city(["gone", { items: [1], next: 2 }]);
  following.resume(1);
  await settle();
  expect([told.asked, told.states]).toEqual([[1], []]);
});

it("nobody looks: nothing further is asked; looked at again, one question is open, never two", async () => {
  const { told, following } = city([{ items: [], next: 1 }, { items: [], next: 1 }, { items: [], next: 1 }]);
  following.resume(1);
  following.stop();
  following.resume(1);
  following.resume(1);
  await settle();
  expect(told.most).toBe(1);
  following.stop();
  const before = told.asked.length;
  await settle();
  expect(told.asked.length).toBe(before);
});
