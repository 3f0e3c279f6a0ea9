"""The ledger: every entry balances, and none is written twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import db
from core.db import Batch
from payments import ledger
from payments.ledger import Line
from payments.policy import PolicyWrong, load
from tests.conftest import ROOT

FEN = st.integers(1, 10**12)


@given(orders=st.dictionaries(st.text("abc", min_size=1, max_size=6), FEN, min_size=1, max_size=20))
def test_what_is_taken_in_is_owed_to_the_payee_to_the_fen(orders: dict[str, int]) -> None:
    lines = ledger.taken("bank", "police", orders)
    assert sum(line.debit_fen for line in lines) == sum(line.credit_fen for line in lines) == sum(orders.values())
    assert {line.order_id: line.credit_fen for line in lines if line.order_id} == orders


@given(fen=FEN)
def test_what_goes_back_is_the_same_the_other_way_round(fen: int) -> None:
    there, back = ledger.taken("bank", "police", {"o": fen}), ledger.given_back("bank", "police", "o", fen)
    by_account: dict[str, int] = {}
    for line in (*there, *back):
        by_account[line.account] = by_account.get(line.account, 0) + line.debit_fen - line.credit_fen
    assert by_account == {"provider:bank": 0, "payee:police": 0}


async def test_an_entry_is_written_once(database: str) -> None:
    async def write() -> None:
        batch = Batch()
        ledger.post(batch, "paid:1", ledger.taken("bank", "police", {"o": 5}), 1)
        await db.commit(batch)

    await write()
    with pytest.raises(db.Taken):
        await write()
    assert {one.account: one.fen for one in await ledger.balances()} == {"payee:police": -5, "provider:bank": 5}
    assert await ledger.crooked() == []


def test_an_entry_that_does_not_balance_is_refused() -> None:
    with pytest.raises(ValueError, match="balance"):
        ledger.post(Batch(), "crooked", [Line("a", 5, 0), Line("b", 0, 4)], 1)


def test_the_citys_rules_about_money_are_read_or_refused(tmp_path) -> None:
    policy = load(ROOT / "city" / "policies" / "money.yaml")
    assert policy.open_ms == policy.open_minutes * 60_000
    for words in ("big_refund_fen: 0\nopen_minutes: 15\n", "big_refund_fen: 5\n", "- x\n", "a: [\n"):
        place = tmp_path / "money.yaml"
        place.write_text(words, "utf-8")
        with pytest.raises(PolicyWrong):
            load(place)
    with pytest.raises(PolicyWrong):
        load(tmp_path / "nothing.yaml")
