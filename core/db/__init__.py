"""The one way to the database, the same on SQLite and PostgreSQL. Everything that writes goes through `tx` or `commit`.

Reads: `await rows(sql, ...)`, `await row(sql, ...)`; placeholders are `$1`, `$2` on both engines.
Writes: `await tx(fn)` for work that reads and writes, `await commit(batch)` for writes that are known already:
one statement, one commit. Inside `tx` a `commit` joins it.
"""

from core.db.batch import Batch, Stale, Taken
from core.db.engine import dialect, migrate, opened, settings_for, table_counts
from core.db.reading import Row, row, rows
from core.db.transaction import after_commit, alone, alongside, commit, execute, in_transaction, settled, tx, written

__all__ = [
    "Batch",
    "Row",
    "Stale",
    "Taken",
    "after_commit",
    "alone",
    "alongside",
    "commit",
    "dialect",
    "execute",
    "in_transaction",
    "migrate",
    "opened",
    "row",
    "rows",
    "settings_for",
    "settled",
    "table_counts",
    "tx",
    "written",
]
