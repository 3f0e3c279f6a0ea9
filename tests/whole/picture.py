"""Everything that is written down, read with plain SQL in one go: what the checks of a story look at."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import db
from core.house import house
from tests.whole.slips import Owed, Slow
from tests.whole.slow import History, Row

TABLES = (
    "applications", "parties", "cases", "events", "promises", "outbox", "letters", "deliveries", "orders",
    "payments", "payment_orders", "refunds", "ledger", "documents", "handovers", "licences", "uploads",
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """Rows by table, events by application in their order."""

    tables: Mapping[str, Sequence[Row]]
    events: Mapping[str, Sequence[Row]]
    histories: Mapping[str, History]

    def __getitem__(self, table: str) -> Sequence[Row]:
        return self.tables[table]

    def by(self, table: str, column: str) -> Mapping[Any, list[Row]]:
        found: dict[Any, list[Row]] = defaultdict(list)
        for row in self.tables[table]:
            found[row[column]].append(row)
        return found


async def picture(plans: Mapping[str, Sequence[date | None]]) -> Picture:
    """As of now. `plans`: what officers have said of the end of special procedures, by case."""
    tables = {table: [dict(row) for row in await db.rows(f"SELECT * FROM {table} ORDER BY id")] for table in TABLES}
    events: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(tables["events"], key=lambda row: row["seq"]):
        events[row["application_id"]].append(row)
    cases, owed = defaultdict(list), defaultdict(list)
    for row in tables["cases"]:
        cases[row["application_id"]].append(row)
    for row in tables["promises"]:
        owed[row["application_id"]].append(Owed(row["case_id"], row["material"], None))
    histories = {
        row["id"]: _history(row, cases[row["id"]], owed[row["id"]], plans).read(events[row["id"]])
        for row in tables["applications"]
    }
    return Picture(tables, events, histories)


def _history(sheet: Row, cases: Sequence[Row], owed: list[Owed], plans: Mapping[str, Sequence[date | None]]) -> History:
    scene = house().city.scenes[sheet["scene"]]
    uses = {use.item: use for use in scene.items}
    slow = {
        row["id"]: Slow(
            row["id"], scene.item(row["item"]), tuple(json.loads(row["after"])), uses[row["item"]].on_denied == "go_on"
        )
        for row in cases
    }
    return History(scene, slow, owed, plans)
