"""A fuse per line to the outside: after repeated failures a vendor is left alone for a while, not waited on."""

from dataclasses import dataclass

FAILURES_TO_REST = 5  # in a row; one good answer starts the count again
REST_MS = 10_000


@dataclass
class Fuse:
    """Whole while all is well. Blown for `REST_MS` after `FAILURES_TO_REST` failures in a row; then one call tries."""

    failures: int = 0
    rests_until: int = 0

    def lets_through(self, now_ms: int) -> bool:
        """No while the line rests. The first call after the rest goes through as a trial; the others wait for it."""
        if self.failures < FAILURES_TO_REST:
            return True
        if now_ms < self.rests_until:
            return False
        self.rests_until = now_ms + REST_MS
        return True

    def seconds_left(self, now_ms: int) -> int:
        return max(1, -(-(self.rests_until - now_ms) // 1000))

    def note(self, well: bool, now_ms: int) -> None:
        if well:
            self.failures = 0
            return
        self.failures += 1
        if self.failures >= FAILURES_TO_REST:
            self.rests_until = now_ms + REST_MS
