import { render } from "@testing-library/react";
import { expect, it } from "vitest";

import { PrivacyAsk } from ".";

it("is not there before the platform asks", () => {
  expect(render(<PrivacyAsk />).container.textContent).toBe("");
});
