"""What gateways say became of a text. Reports repeat, come late, and may come before we have remembered sending."""

import logging

from core import db
from core.db import Batch
from core.refusals import NotFound
from core.time import now_ms
from notifications.post import post
from notifications.senders import Gateway

_log = logging.getLogger("deliveries")
# A text that arrived has arrived: no later report takes that back.
_DELIVERED = """
UPDATE deliveries SET state = 'delivered', reported_at = $1, message = NULL, error = NULL
WHERE id = $2 AND state IN ('waiting', 'sent', 'failed')
"""
_FAILED = """
UPDATE deliveries SET state = 'failed', reported_at = $1, message = NULL, error = $2
WHERE id = $3 AND state IN ('waiting', 'sent')
"""


def gateway(name: str) -> Gateway:
    """Raises: NotFound `gateway_unknown`."""
    found = post().gateways.get(name)
    if found is None:
        raise NotFound("gateway_unknown")
    return found


async def receive(name: str, body: bytes) -> bytes:
    """Read and remember a push of reports; answers what the gateway wants to hear.

    Raises: NotFound `gateway_unknown`; senders.Unreadable (answer with an error: it pushes again).
    """
    told = gateway(name)
    now, batch = now_ms(), Batch()
    reports = {report.reference: report for report in told.read_reports(body)}
    for _, report in sorted(reports.items()):  # in one order, as every worker remembers: nobody waits in a circle
        if report.delivered:
            batch.run(_DELIVERED, now, report.reference)
        else:
            _log.warning("delivery_reported_failed", extra={"id": report.reference, "error": report.code})
            batch.run(_FAILED, now, report.code[:200], report.reference)
    await db.commit(batch)
    return told.receipt
