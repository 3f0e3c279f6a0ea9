import { useState } from "react";

import { carryOn, TurnedBack } from "../account";
import { giveFile, removeUpload } from "../api/calls";
import { newKey } from "../api/keys";
import { Refusal } from "../api/refusals";
import { here } from "../platform/here";
import type { Picked } from "../platform/platform";
import { t } from "../words";
import type { Files } from "./asked";
import { isPicture, named, type Taken, wrongFile } from "./taking";

/** A chosen file on its way: `failed` ones wait for the person to try again, with the same key. */
export interface Sending {
  key: string;
  file: Picked;
  failed: boolean;
}

export interface Taking {
  sending: Sending[];
  /** What was wrong with the last choice, in words. */
  wrong: string;
  take: (how: "camera" | "album" | "file") => Promise<void>;
  again: (one: Sending) => Promise<void>;
  forget: (key: string) => void;
  remove: (id: string) => Promise<void>;
}

/** Takes photos and files for one target and sends them, one at a time, each once. */
export function useTaking(files: Files, target: string, kind: Taken, most: number): Taking {
  const [sending, setSending] = useState<Sending[]>([]);
  const [wrong, setWrong] = useState("");
  const forget = (key: string): void => setSending((list) => list.filter((one) => one.key !== key));
  const mark = (key: string, failed: boolean): void => setSending((list) => list.map((one) => (one.key === key ? { ...one, failed } : one)));
  const send = async ({ key, file }: Sending): Promise<void> => {
    mark(key, false);
    try {
      const { id, name, size } = await carryOn(() => giveFile(files.application, target, file, key));
      const one = { id, name, size, ...(isPicture(file) ? { picture: file.path } : {}) };
      files.onGiven((was) => [...was.filter((other) => other.id !== id), one]); // the same photo twice is one upload
      forget(key);
    } catch (error) {
      if (final(error)) forget(key);
      else mark(key, true);
      setWrong(saysOf(error, file));
    }
  };
  const again = async (one: Sending): Promise<void> => (setWrong(""), send(one));
  const take = async (how: "camera" | "album" | "file"): Promise<void> => {
    setWrong("");
    const { good, bad } = sorted(await picked(how, most, files.given.length + sending.length), kind);
    setWrong(bad);
    setSending((list) => [...list, ...good]);
    for (const one of good) await send(one);
  };
  const without = (id: string) => (): void => files.onGiven((was) => was.filter((one) => one.id !== id));
  const remove = (id: string): Promise<void> => removed(id).then(without(id), (error: unknown) => setWrong(saysOf(error)));
  return { sending, wrong, take, again, forget, remove };
}

/** Whether the answer was about the file, so that the same one again would have the same. A house that is busy, a token that is old, the same
 *  key still on its way say nothing about it. */
function final(error: unknown): boolean {
  return error instanceof Refusal && error.status < 500 && ![401, 429].includes(error.status) && error.code !== "in_progress";
}

/** What can go, and in words why the rest cannot. */
function sorted(chosen: Picked[], kind: Taken): { good: Sending[]; bad: string } {
  const wrong = chosen.map((file) => wrongFile(file, kind));
  const good = chosen.filter((_, at) => wrong[at] === "").map((file) => ({ key: newKey(), file, failed: false }));
  return { good, bad: wrong.filter(Boolean).join(" ") };
}

/** As many more as there may be. Empty when the person went back, or said no to what the platform asked. */
async function picked(how: "camera" | "album" | "file", most: number, there: number): Promise<Picked[]> {
  try {
    if (how === "camera") return named(await here.takePhoto(), there);
    return named(how === "album" ? await here.choosePhotos(Math.max(1, most - there)) : ((await here.chooseFile?.()) ?? []), there);
  } catch {
    return [];
  }
}

/** One that is gone already is gone. */
async function removed(id: string): Promise<void> {
  await removeUpload(id).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.status === 404)) throw error;
  });
}

function saysOf(error: unknown, file?: Picked): string {
  if (error instanceof TurnedBack) return "";
  const said = error instanceof Refusal ? error.errors[0]?.message || error.detail || error.title : "";
  if (said) return said;
  return file ? t("kinds.not_taken", { name: file.name }) : t("waiting.offline");
}
