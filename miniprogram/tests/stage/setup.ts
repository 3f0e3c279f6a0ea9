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

/** jsdom draws nothing; axe asks for a canvas only to tell icons made of letters, of which there are none. Where nothing is drawn there is no page. */
const { document: page } = globalThis as unknown as { document?: { createElement(tag: string): object } };
if (page) Object.defineProperty(Object.getPrototypeOf(page.createElement("canvas")), "getContext", { value: () => null, configurable: true });
