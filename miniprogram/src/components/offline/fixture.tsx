import { Offline, Refusal, Slow } from "../../api/refusals";
import { Failed } from ".";

const again = (): void => undefined;

export const fixtures = {
  offline: <Failed error={new Offline()} onAgain={again} kept />,
  slow: <Failed error={new Slow()} onAgain={again} />,
  refused: <Failed error={new Refusal(404, "application_unknown", { title: "没有这件事", detail: "也许它是别人的。" })} />,
  fault: <Failed error={new Refusal(500, "fault", { title: "出了点问题", detail: "请过一会儿再试。", values: { trace_id: "02dfbf53" } })} onAgain={again} />,
  odd: <Failed error={new Error("?")} />,
};
