/** Some calls only follow a finger: WeChat remembers the last tap, and a till that closed counts as one. */
import { onTap } from "../engine";
import { LIMITS } from "../limits";
import { refuse } from "../refusals";

let last = Number.NEGATIVE_INFINITY;

export function tappedNow(): void {
  last = performance.now();
}

onTap(tappedNow);

export function mustFollowTap(): void {
  if (performance.now() - last > LIMITS.gestureMs) refuse("can only be invoked by user TAP gesture.", 0, { more: { errCode: 20004 } });
}
