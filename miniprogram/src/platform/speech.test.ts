/** Reading aloud: piece by piece in order, and silent as soon as it is hushed. */
import { expect, it } from "vitest";

import { pieces, voice } from "./speech";

const plugin = { textToSpeech: ({ content, success }: { content: string; success(made: { retcode: number; filename: string }): void }) => success({ retcode: 0, filename: content }) };

it("cuts at sentences, and a sentence that is too long where it must", () => {
  const long = "很".repeat(700);
  expect(pieces("您要办什么？怎么说都行。")).toEqual(["您要办什么？怎么说都行。"]);
  expect(pieces(`${"甲".repeat(200)}。${"乙".repeat(200)}。`).map(({ length }) => length)).toEqual([201, 201]);
  expect(pieces(long).map(({ length }) => length)).toEqual([300, 300, 100]);
  expect(pieces("")).toEqual([]);
});

it("plays one piece after the other", async () => {
  const played: string[] = [];
  const player = { play: (file: string) => Promise.resolve(void played.push(file[0] ?? "")), stop: () => undefined };
  await voice(plugin, player).speak(`${"甲".repeat(299)}。${"乙".repeat(9)}。`);
  expect(played).toEqual(["甲", "乙"]);
});

it("says nothing more when it is hushed between two pieces", async () => {
  const played: string[] = [];
  const player = { play: (file: string) => Promise.resolve(void played.push(file)), stop: () => played.push("stop") };
  const aloud = voice(plugin, { ...player, play: async (file) => (await player.play(file), aloud.hush()), stop: () => void played.push("stop") });
  await aloud.speak(`${"甲".repeat(299)}。${"乙".repeat(9)}。`);
  expect(played.at(-1)).toBe("stop");
  expect(played).toHaveLength(2);
});
