import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { phone } from "../../../tests/stage/phone";
import { here } from "../../platform/here";
import { voice } from "../../platform/speech";
import { Aside } from ".";

it("always leads to a person", () => {
  render(<Aside speak="您要办什么？" />);
  fireEvent.click(screen.getByRole("button", { name: "打 12345" }));
  expect(phone.called).toEqual(["12345"]);
});

it("offers no reading where the phone cannot speak", () => {
  render(<Aside speak="您要办什么？" />);
  expect(screen.queryByText("读给我听")).toBeNull();
});

describe("where the phone can speak", () => {
  let works = true;
  const plugin = {
    textToSpeech: ({ content, success, fail }: { content: string; success(made: { retcode: number; filename: string }): void; fail(why: unknown): void }) =>
      works ? success({ retcode: 0, filename: content }) : fail({ retcode: -20001 }),
  };
  const player = { play: () => Promise.resolve(), stop: () => undefined };
  beforeEach(() => void Object.assign(here, voice(plugin, player)));
  afterEach(() => (delete here.speak, delete here.hush));

  it("says in words that it cannot be heard, and no more once it can", async () => {
    works = false;
    render(<Aside speak="您要办什么？" />);
    fireEvent.click(screen.getByRole("button", { name: "读给我听" }));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("这会儿读不出来"));
    works = true;
    fireEvent.click(screen.getByRole("button", { name: "读给我听" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    await waitFor(() => expect(screen.getByRole("button", { name: "读给我听" })).toBeTruthy());
  });
});
