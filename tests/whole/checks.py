"""What must hold at every moment: the rows are what a slow reading of the history says, nothing is lost or twice."""

import hashlib
import json
from collections import Counter
from datetime import date

from tests.whole.burning import lamp_on, last_days, next_change
from tests.whole.days import day_of
from tests.whole.picture import Picture
from tests.whole.reckoning import folded
from tests.whole.slips import Slow
from tests.whole.slow import History, Row

HASHED = (
    "id", "application_id", "case_id", "citizen_id", "seq", "kind", "from_state", "to_state", "actor_kind", "actor_id",
    "role", "on_behalf_of", "data", "at", "previous",
)  # fmt: skip


def as_the_history_has_it(now: Picture) -> None:
    """States, deadlines, the fold, the chain, who has begun."""
    cases = now.by("cases", "application_id")
    promises = now.by("promises", "application_id")
    for sheet in now["applications"]:
        history = now.histories[sheet["id"]]
        _chained(sheet, now.events[sheet["id"]])
        if not history.handed_in:
            assert sheet["state"] == "draft"
            assert not cases[sheet["id"]]
            continue
        _folded(sheet, history)
        for row in cases[sheet["id"]]:
            _case(row, history.cases[row["id"]])
        _moves_by_itself(history)
        told = sorted((row["case_id"], row["material"], row["owed_on"], row["state"]) for row in promises[sheet["id"]])
        assert told == sorted((one.case, one.material, _text(one.by), one.state) for one in history.owed)


def _chained(sheet: Row, events: list[Row]) -> None:
    """No gap, no doubled number, every hash over the one before."""
    previous = "0" * 64
    for number, event in enumerate(events, 1):
        assert event["seq"] == number
        assert event["previous"] == previous
        told = {column: event[column] for column in HASHED}
        told["note"] = None if event["note"] is None else hashlib.sha256(bytes(event["note"])).hexdigest()
        plain = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(plain.encode()).hexdigest()
        assert event["hash"] == previous
    assert (sheet["seq"], sheet["chain"]) == (len(events), previous)


def _folded(sheet: Row, history: History) -> None:
    assert sheet["state"] == folded(history.cases, history.owed)
    assert sheet["due_on"] == _text(history.expected), "the one honest date"
    ended = all(case.ended for case in history.cases.values())
    assert (sheet["closed_at"] is not None) == ended


def _case(row: Row, slow: Slow) -> None:
    marks = json.loads(row["marks"])
    assert (row["state"], row["result"], row["opened"]) == (slow.state, slow.result, 0 if slow.ended else 1)
    days = [row[name] and day_of(row[name]) for name in ("submitted_at", "accepted_at", "closed_at")]
    assert days == [slow.begun, slow.accepted, slow.closed]
    assert row["due_on"] == _text(slow.due), slow
    assert marks.get("verdict") == slow.verdict
    assert bool(marks.get("extended")) == bool(slow.extension)
    assert bool(marks.get("handed")) == slow.handed
    assert bool(marks.get("returned")) == slow.returned
    if slow.state == "correction":
        assert marks["correct_by"] == _text(slow.correct_by)
    if slow.state == "pay_pending":
        assert marks["pay_by"] == _text(slow.pay_by)


def _moves_by_itself(history: History) -> None:
    """What nobody has to be asked for has been done."""
    for case in history.cases.values():
        assert not history.may_begin(case), f"{case.item.slug} may begin and has not"
        assert not history.must_be_called_off(case)
        assert case.state not in {"accepted", "decided"}, "it waits for nobody"
        office = case.item.handled_in.startswith("office.")
        if case.state == "in_review" and office and not case.handed:
            assert history.owes(case.id)
        if case.state == "certifying":
            assert not case.item.gives.licence, "a licence is issued and given at once"


def time_has_done_its_part(now: Picture, today: date, *, never_back: bool) -> None:
    """After the clock has been looked at until it rested: nothing is overdue, every lamp is the day's, and each case
    wakes no later than the first day that brings something."""
    for row in now["cases"]:
        history = now.histories[row["application_id"]]
        slow, revoked = history.cases[row["id"]], json.loads(row["marks"]).get("revoked_lamp")
        if slow.ended:
            assert row["wake_on"] is None
            continue
        assert all(today <= last for last in last_days(history, slow)), f"{slow.item.slug} {slow.state} is overdue"
        assert row["wake_on"] is None or row["wake_on"] > today.isoformat()
        if never_back:
            assert row["lamp"] == lamp_on(history, slow, today, revoked), (slow.item.slug, slow.state)
            first = next_change(history, slow, today, revoked)
            assert first is None or (row["wake_on"] and row["wake_on"] <= first.isoformat()), "it oversleeps"


def money_adds_up(now: Picture) -> None:
    """paid_fen and refunded_fen are settled money; every entry of the ledger balances; an order for every asking."""
    settled = {row["id"]: row for row in now["payments"] if row["state"] == "paid"}
    back = Counter[str]()
    for row in now["refunds"]:
        back[row["order_id"]] += row["fen"] if row["state"] == "done" else 0
    came = Counter[str]()
    for row in now["payment_orders"]:
        came[row["order_id"]] += row["fen"] if row["payment_id"] in settled else 0
    asked = Counter(json.loads(row["data"])["order"] for row in now["events"] if row["kind"] == "payment_asked")
    for order in now["orders"]:
        assert (order["paid_fen"], order["refunded_fen"]) == (came[order["id"]], back[order["id"]])
        assert 0 <= order["refunded_fen"] <= order["paid_fen"]
        assert order["fen"] == sum(line["fen"] for line in json.loads(order["lines"]))
        assert asked[order["id"]] == (0 if order["state"] == "waived" else 1)
    assert asked.total() == len([order for order in now["orders"] if order["state"] != "waived"])
    _ledger(now, came, back)


def _ledger(now: Picture, came: Counter[str], back: Counter[str]) -> None:
    entries, payees, orders = Counter[str](), Counter[str](), {row["id"]: row["payee"] for row in now["orders"]}
    for line in now["ledger"]:
        entries[line["entry_key"]] += line["debit_fen"] - line["credit_fen"]
        if line["account"].startswith("payee:"):
            payees[line["account"].removeprefix("payee:")] += line["credit_fen"] - line["debit_fen"]
    assert not any(entries.values()), "an entry does not balance"
    kept = Counter[str]()
    for order, payee in orders.items():
        kept[payee] += came[order] - back[order]
    assert {payee: fen for payee, fen in payees.items() if fen} == {payee: fen for payee, fen in kept.items() if fen}


def licences_and_notices(now: Picture) -> None:
    """A licence for every issuing and no other; one case, one licence."""
    issued = sorted(row["case_id"] for row in now["events"] if row["kind"] == "licence_issued")
    assert issued == sorted(row["case_id"] for row in now["licences"])
    assert len(set(issued)) == len(issued)
    for row in now["cases"]:
        slow = now.histories[row["application_id"]].cases[row["id"]]
        assert slow.id in issued or not (slow.fulfilled and slow.item.gives.licence)
        assert slow.verdict == "approved" or slow.id not in issued
    assert len({row["number"] for row in now["documents"]}) == len(now["documents"])
    assert len({row["number"] for row in now["cases"]}) == len(now["cases"])


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
