import { act, render } from "@testing-library/react";
import { expect, it } from "vitest";

import { phone } from "../../tests/stage/phone";
import { useNetBack } from "./use-shown";

it("what only the net kept away is asked for again when there is one, and no longer when the page is gone", () => {
  let times = 0;
  function Page() {
    useNetBack(() => (times += 1));
    return null;
  }
  const { unmount } = render(<Page />);
  act(() => phone.goOnline(false));
  expect(times).toBe(0);
  act(() => phone.goOnline(true));
  expect(times).toBe(1);
  unmount();
  act(() => phone.goOnline(true));
  expect(times).toBe(1);
});
