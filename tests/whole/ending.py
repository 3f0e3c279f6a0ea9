"""How a story ends: everybody is well, waits are over, the bank and the bureau call until they are heard."""

from core import faults, outbox
from core.refusals import Refusal
from notifications import deliveries
from offices import handing_over
from payments import asking, cashier, sending_back
from tests.whole import telling
from tests.whole.acts import Acts
from tests.whole.picture import Picture, picture

ROUNDS = 8
MOST_ATTEMPTS = 14  # of one text


async def all_comes_to_rest(acts: Acts) -> None:
    faults.disarm()
    stage = acts.stage
    stage.bureau.mood, stage.gateway.down, stage.gateway.mute = "takes", False, False
    stage.bank.down, stage.bank.mute = set(), set()
    await acts.tills_are_over(0)
    for _ in range(ROUNDS):
        await acts.due_again(0)
        for number in list(stage.bank.payments):
            await _heard(cashier.settle("bank", stage.bank.payments[number]))
        while await outbox.work_once():
            pass
        for job in (handing_over.work_once, asking.work_once, sending_back.work_once):
            await job()
        while await deliveries.work_once():
            pass
        await acts.refunds_arrive(0)
        await acts.finance_looks(0)


async def _heard(told: object) -> None:
    try:
        await told  # type: ignore[misc]  # whatever can be awaited
    except Refusal:
        return


async def at_rest(acts: Acts) -> None:
    """Nothing is left to do, nothing is lost, and each thing happened once."""
    now = await picture(acts.plans)
    telling.everybody_is_told_once(now, at_rest=True)
    _texts(acts, now)
    _money(acts, now)
    _handed_over(acts, now)
    for row in now["parties"]:
        if row["state"] == "invited":
            assert "invited" in now.histories[row["application_id"]].parties


def _texts(acts: Acts, now: Picture) -> None:
    """Each letter that goes to a phone went out once; never, or unheard of, where the gateway was away too often."""
    sent = acts.stage.gateway.sent
    assert sent.keys() <= {row["id"] for row in now["deliveries"]}
    for row in now["deliveries"]:
        if row["state"] == "failed":
            assert row["attempts"] >= MOST_ATTEMPTS
            assert sent[row["id"]] <= 1
        else:
            assert (row["state"], sent[row["id"]]) == ("sent", 1)


def _money(acts: Acts, now: Picture) -> None:
    """A fee is kept once where the case went on, and given back where it did not; our account is the bank's own."""
    assert not [row for row in now["payments"] if row["state"] == "opened"]
    assert not [row for row in now["refunds"] if row["state"] != "done"]
    cases = {case.id: case for history in now.histories.values() for case in history.cases.values()}
    for order in now["orders"]:
        case, kept = cases[order["case_id"]], order["paid_fen"] - order["refunded_fen"]
        came_to_nothing = (case.ended and case.result != "approved") or case.verdict == "denied"
        goes_on = case.paid > 0 and not came_to_nothing
        assert kept == (order["fen"] if goes_on and order["state"] != "waived" else 0), (order, case)
    account = sum(row["debit_fen"] - row["credit_fen"] for row in now["ledger"] if row["account"] == "provider:bank")
    assert account == acts.stage.bank.holds


def _handed_over(acts: Acts, now: Picture) -> None:
    """What lies with the bureau is known there, once; what is forwarded to it waits, nothing else does. It works on
    nothing that its citizen withdrew."""
    waiting = {row["case_id"]: row for row in now["handovers"] if row["state"] == "waiting"}
    for row in now["cases"]:
        case = now.histories[row["application_id"]].cases[row["id"]]
        lies_there = case.state == "forwarded" and case.item.handled_in.startswith("office.")
        assert lies_there == (case.id in waiting), (case.item.slug, case.state)
    for row in waiting.values():
        assert acts.stage.bureau.cases[row["id"]].number == row["number"]
    for row in now["handovers"]:
        case = now.histories[row["application_id"]].cases[row["case_id"]]
        known = acts.stage.bureau.cases.get(row["id"])
        if case.state in {"withdrawn", "voided"} and known and known.state == "in_review":
            assert row["id"] in acts.stage.bureau.gone, (row["state"], row["error"])
        assert row["state"] != "taken_back" or case.state in {"withdrawn", "voided"}
    assert len({update.number for update in acts.stage.bureau.cases.values()}) == len(acts.stage.bureau.cases)
