"""Faults of ours, told to Sentry: by our own hand, scrubbed, without requests, users and variables."""

from collections.abc import Callable

import sentry_sdk
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint

from api.logs import scrubbed

NEVER_SENT = frozenset({"request", "user", "breadcrumbs", "server_name", "logentry", "extra"})


def reporter(dsn: str, transport: type[Transport] | None = None) -> Callable[[BaseException, str], None]:
    """Set Sentry up; answers how to tell it of an exception and its trace id."""
    sentry_sdk.init(
        dsn=dsn,
        transport=transport,
        auto_enabling_integrations=False,
        default_integrations=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        before_send=before_send,
    )

    def report(error: BaseException, trace_id: str) -> None:
        with sentry_sdk.new_scope() as scope:
            scope.set_tag("trace_id", trace_id)
            scope.capture_exception(error)

    return report


def before_send(event: Event, _hint: Hint) -> Event | None:
    """Nothing leaves that a person could be in: exception texts are scrubbed, the rest is left out."""
    for fault in event.get("exception", {}).get("values", []):
        fault["value"] = scrubbed(str(fault.get("value", "")))
    kept = {name: part for name, part in event.items() if name not in NEVER_SENT}
    event.clear()  # type: ignore[attr-defined]  # a TypedDict is a dict when it runs
    event.update(kept)  # type: ignore[typeddict-item]  # its own parts, less some
    return event
