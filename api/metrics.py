"""What Prometheus sees of us: requests, outgoing calls, the queue. Labels are names from our own code only."""

from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
REQUESTS = Counter("zb_requests_total", "Requests answered", ("route", "method", "status"), registry=REGISTRY)
REQUEST_SECONDS = Histogram(
    "zb_request_seconds",
    "Time from the first byte of a request to the head of its answer",
    ("route",),
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30),
    registry=REGISTRY,
)
LIVE = Gauge("zb_live_watchers", "Long polls and event streams open now", registry=REGISTRY)
CALLS = Counter("zb_vendor_calls_total", "Calls to the outside", ("line", "purpose", "outcome"), registry=REGISTRY)
CALL_SECONDS = Histogram("zb_vendor_call_seconds", "Time a call to the outside took", ("line",), registry=REGISTRY)
WAITING = Gauge("zb_outbox_waiting", "Outbox rows that wait", registry=REGISTRY)
DEAD = Gauge("zb_outbox_dead", "Outbox rows that a person has to look at", registry=REGISTRY)
WORKED = Counter("zb_outbox_claimed_total", "Outbox rows claimed by this process", registry=REGISTRY)
REDIS_DOWN = Counter(
    "zb_redis_failures_total", "Times Redis did not answer and we went on without it", registry=REGISTRY
)


@lru_cache(maxsize=4096)
def _counted(route: str, method: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(route, method, status), REQUEST_SECONDS.labels(route)


def count_request(route: str, method: str, status: int, seconds: float) -> None:
    """Cheap: finding a labelled metric costs more than counting on it. Routes are patterns, so there are few."""
    count, time = _counted(route, method, status)
    count.inc()
    time.observe(seconds)


def page() -> bytes:
    return generate_latest(REGISTRY)
