"""The sandbox's own SQLite file. Every piece of work is one transaction in a thread, so that a request that is
cancelled half-way leaves no trace.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
BUSY_SECONDS = 15

SCHEMA = """
create table if not exists settings (name text primary key, value text not null);
create table if not exists people (id text primary key, rank integer not null, id_number text not null unique);
create table if not exists nonces (nonce text primary key, at_ms integer not null);
create index if not exists nonces_at on nonces (at_ms);
create table if not exists faults (
    id integer primary key, target text not null, kind text not null, code text, left integer not null);
create table if not exists templates (
    code text primary key, name text not null, content text not null, type integer not null,
    remark text not null, created_ms integer not null);
create table if not exists texts (
    id integer primary key, biz_id text not null, out_id text not null, phone text not null, mine integer not null,
    content text not null, template text not null, type integer not null, size integer not null,
    sent_ms integer not null, shown_ms integer not null, lands_ms integer not null,
    ok integer not null, err_code text not null, reported_ms integer not null, repeats integer not null default 0);
create index if not exists texts_phone on texts (phone, id);
create index if not exists texts_out on texts (out_id, phone);
create table if not exists pushes (
    id integer primary key, target text not null, body text not null, wrinkle text not null, due_ms integer not null,
    attempts integer not null default 0, done_ms integer, last_error text not null default '');
create table if not exists office_cases (
    id integer primary key, office text not null, number text not null, reference text not null, handed text not null,
    outcome text not null, says text not null, remedy text not null, needs text not null, due_ms integer,
    push_id integer, at_ms integer not null, unique (office, number), unique (office, reference));
create index if not exists pushes_due on pushes (due_ms) where done_ms is null;
create table if not exists till_payments (
    number text primary key, attach text not null, fen integer not null, paid_fen integer not null default 0,
    payee text not null, subject text not null, return_to text not null, state text not null,
    transaction_id text not null default '', opened_ms integer not null, expires_ms integer not null, paid_ms integer);
create index if not exists till_attach on till_payments (attach);
create table if not exists till_names (name text primary key, number text not null);
create table if not exists platform_codes (
    code text primary key, platform text not null, kind text not null, person text not null, made_ms integer not null,
    spent_ms integer);
create table if not exists wechat_tokens (
    token text primary key, kind text not null, made_ms integer not null, expires_ms integer not null);
create table if not exists till_refunds (
    number text primary key, payment text not null, fen integer not null, reason text not null, state text not null,
    vendor_ref text not null, asked_ms integer not null, done_ms integer not null);
create index if not exists till_refunds_of on till_refunds (payment);
"""


class Store:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._lock = threading.Lock()
        self._open: sqlite3.Connection | None = None

    def _connection(self) -> sqlite3.Connection:
        """The one connection, opened when first needed and again after `close`."""
        if self._open is None:
            db = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            db.row_factory = sqlite3.Row
            db.execute("pragma journal_mode=wal")
            db.execute("pragma synchronous=normal")
            db.executescript(SCHEMA)
            self._open = db
        return self._open

    def now(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work` as one transaction, blocking. For building the world; a request uses `do`."""
        with self._lock:
            db = self._connection()
            db.execute("begin immediate")
            try:
                result = work(db)
            except BaseException:
                db.execute("rollback")
                raise
            db.execute("commit")
            return result

    async def do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work` as one transaction without holding up the event loop."""
        return await asyncio.to_thread(self.now, work)

    def close(self) -> None:
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None
