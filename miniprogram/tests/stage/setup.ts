/** Before every test the phone is as new and speaks Chinese; after it the page is empty. */
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";

import { open } from "../../src/account";
import { openManner } from "../../src/look/manner";
import { phone } from "./phone";

configure({ asyncUtilTimeout: 5000 }); // a slow machine is no wrong answer

beforeEach(() => {
  phone.reset();
  open();
  openManner();
});
afterEach(cleanup);

/** jsdom draws nothing; axe asks for a canvas only to tell icons made of letters, of which there are none. */
Object.defineProperty(Object.getPrototypeOf((globalThis as unknown as { document: { createElement(tag: string): object } }).document.createElement("canvas")), "getContext", {
  value: () => null,
});
