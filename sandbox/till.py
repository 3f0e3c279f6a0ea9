"""A pretend payment provider's books: what was opened, paid, closed and given back, and what it tells the city of it.

A payment's number and a refund's number are the city's; the same one again is the same payment, never a second one.
"""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass

from .faults import take_in
from .kinds import JsonObject
from .pushes import Push, queue
from .world import World

PAYMENTS, REFUNDS, FAULTS = "till_payments", "till_refunds", "till_callbacks"
OPEN, PAID, CLOSED = "open", "paid", "closed"
MOST_REFUNDS = 50  # of one payment, as real providers have it


class Wrong(Exception):
    """What was asked for cannot be; `code` as the wire says it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


NO_SUCH, DIFFERS, NOT_PAID, TOO_MUCH = "1001", "1003", "4001", "4002"


@dataclass(frozen=True, slots=True)
class Asked:
    """A payment to open. `attach` comes back as it was given, `return_to` is a path of the city's."""

    number: str
    attach: str
    fen: int
    payee: str
    subject: str
    return_to: str
    expires_ms: int


def open_payment(db: sqlite3.Connection, world: World, asked: Asked) -> JsonObject:
    found = row_of(db, world, asked.number)
    if found is None:
        db.execute(
            "insert into till_payments (number, attach, fen, payee, subject, return_to, state, opened_ms, expires_ms)"
            " values (?, ?, ?, ?, ?, ?, 'open', ?, ?)",
            (
                asked.number,
                asked.attach,
                asked.fen,
                asked.payee,
                asked.subject,
                asked.return_to,
                world.clock.real_ms(),
                asked.expires_ms,
            ),
        )
        name_it(db, asked.number)
    elif (found["fen"], found["payee"]) != (asked.fen, asked.payee):
        raise Wrong(DIFFERS, "this number was opened for something else")
    return told(the_row(db, world, asked.number))


def prepay_id(number: str) -> str:
    """What WeChat's `requestPayment` is given; Alipay's `tradePay` is given `trade_no`."""
    return f"wx{hashlib.sha256(number.encode()).hexdigest()[:34]}"


def trade_no(number: str) -> str:
    return f"{int(hashlib.sha256(number.encode()).hexdigest(), 16) % 10**28:028d}"


def name_it(db: sqlite3.Connection, number: str) -> None:
    """Write down by which other names a phone knows this payment."""
    names = [(name(number), number) for name in (prepay_id, trade_no)]
    db.executemany("insert or ignore into till_names (name, number) values (?, ?)", names)


def row_of(db: sqlite3.Connection, world: World, key: str) -> sqlite3.Row | None:
    """By number, by what was attached, or by what a phone calls it. An open one past its time is closed on the way."""
    named = db.execute("select number from till_names where name=?", (key,)).fetchone()
    key = str(named["number"]) if named else key
    db.execute(
        "update till_payments set state='closed' where (number=? or attach=?) and state='open' and expires_ms<=?",
        (key, key, world.clock.real_ms()),
    )
    found = db.execute(
        "select * from till_payments where number=? or attach=? order by opened_ms desc", (key, key)
    ).fetchone()
    assert found is None or isinstance(found, sqlite3.Row)
    return found


def the_row(db: sqlite3.Connection, world: World, key: str) -> sqlite3.Row:
    found = row_of(db, world, key)
    if found is None:
        raise Wrong(NO_SUCH, "no such payment")
    return found


def told(row: sqlite3.Row) -> JsonObject:
    """As the wire says it."""
    return {
        "kind": "payment",
        "number": row["number"],
        "state": row["state"],
        "fen": row["paid_fen"] if row["state"] == PAID else row["fen"],
        "transaction_id": row["transaction_id"],
        "paid_at": row["paid_ms"],
    }


def pay(db: sqlite3.Connection, world: World, key: str, fen: int | None = None, *, force: bool = False) -> JsonObject:
    """The person pays. `fen`: another amount than was asked for. `force`: also what is closed, or paid already."""
    row = the_row(db, world, key)
    if row["state"] == OPEN or force:
        db.execute(
            "update till_payments set state='paid', paid_fen=?, transaction_id=?, paid_ms=? where number=?",
            (row["fen"] if fen is None else fen, f"T{secrets.token_hex(12)}", world.clock.real_ms(), row["number"]),
        )
        _tell(db, world, the_row(db, world, row["number"]))
    return told(the_row(db, world, row["number"]))


def close(db: sqlite3.Connection, world: World, key: str, *, tell: bool = False) -> JsonObject:
    """Nobody will pay this any more, unless somebody has: then it stays paid. `tell`: the city did not ask for it."""
    row = the_row(db, world, key)
    if row["state"] == OPEN:
        db.execute("update till_payments set state='closed' where number=?", (row["number"],))
        if tell:
            _tell(db, world, the_row(db, world, row["number"]))
    return told(the_row(db, world, row["number"]))


def _tell(db: sqlite3.Connection, world: World, row: sqlite3.Row) -> None:
    said = told(row)
    forged: JsonObject = {**said, "state": PAID, "transaction_id": f"F{secrets.token_hex(12)}"}
    due = world.clock.real_ms() + int(world.pace.report_after * 1000)
    queue(db, Push(PAYMENTS, said, forged, due), take_in(db, FAULTS), world.pace)


def refund(db: sqlite3.Connection, world: World, asked: JsonObject) -> JsonObject:
    """Take a refund in hand: it is done a little later. The same number again is the same refund."""
    number, payment, fen = asked.get("number"), the_row(db, world, str(asked.get("payment"))), asked.get("fen")
    found = db.execute("select * from till_refunds where number=?", (number,)).fetchone()
    if found is not None:
        if (found["payment"], found["fen"]) != (payment["number"], fen):
            raise Wrong(DIFFERS, "this number was used for another refund")
        return told_refund(world, found)
    _check_refund(db, payment, fen)
    now = world.clock.real_ms()
    done = now + int(world.pace.report_after * 1000)
    values = (number, payment["number"], fen, str(asked.get("reason")), f"B{secrets.token_hex(12)}", now, done)
    db.execute(
        "insert into till_refunds (number, payment, fen, reason, state, vendor_ref, asked_ms, done_ms)"
        " values (?, ?, ?, ?, 'done', ?, ?, ?)",
        values,
    )
    row = db.execute("select * from till_refunds where number=?", (number,)).fetchone()
    said: JsonObject = {**told_refund(world, row), "state": "done"}
    forged: JsonObject = {**said, "state": "failed"}
    queue(db, Push(REFUNDS, said, forged, done), take_in(db, FAULTS), world.pace)
    return told_refund(world, row)


def _check_refund(db: sqlite3.Connection, payment: sqlite3.Row, fen: object) -> None:
    if payment["state"] != PAID:
        raise Wrong(NOT_PAID, "that payment is not paid")
    before = db.execute(
        "select count(*) as n, coalesce(sum(fen), 0) as fen from till_refunds where payment=?", (payment["number"],)
    ).fetchone()
    if not isinstance(fen, int) or fen <= 0 or fen + before["fen"] > payment["paid_fen"]:
        raise Wrong(TOO_MUCH, "more than was paid")
    if before["n"] >= MOST_REFUNDS:
        raise Wrong(TOO_MUCH, "too many refunds of one payment")


def refund_row(db: sqlite3.Connection, number: str) -> sqlite3.Row:
    found = db.execute("select * from till_refunds where number=?", (number,)).fetchone()
    if found is None:
        raise Wrong(NO_SUCH, "no such refund")
    assert isinstance(found, sqlite3.Row)
    return found


def told_refund(world: World, row: sqlite3.Row) -> JsonObject:
    """As the wire says it: under way until its time has come."""
    return {
        "kind": "refund",
        "number": row["number"],
        "payment": row["payment"],
        "state": row["state"] if row["done_ms"] <= world.clock.real_ms() else "accepted",
        "fen": row["fen"],
        "vendor_ref": row["vendor_ref"],
    }
