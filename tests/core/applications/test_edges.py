"""The table of edges against DESIGN section 6, and every guard."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.applications.application import Promise
from core.applications.edges import BY_MOVE, CLOSED, EDGES, RESULTS
from core.applications.guards import GUARDS, Opinion
from core.applications.history import By
from core.applications.moving import apply
from core.refusals import Conflict, Invalid, NotAllowed, Refusal
from tests.core.applications.plain import (
    BOSS,
    CASHIER,
    CITIZEN,
    CLERK,
    CLOCK,
    DAY_ONE,
    EVERYBODY,
    OFFICE,
    OFFICER,
    RULE,
    SECOND,
    PlainLimits,
    moment,
    only,
    submitted,
)

HOUSE = By("house")
WHY = Opinion("照片看不清，请重新拍一张", "unreadable", "可在 60 日内申请行政复议")
STATES = {
    "submitted", "returned", "correction", "not_accepted", "accepted", "pay_pending", "in_review", "suspended",
    "forwarded",
    "decided", "certifying", "delivering", "closed", "withdrawn", "voided",
}  # fmt: skip


def go(application, move, by, day=DAY_ONE, opinion=WHY):
    return apply(application, only(application).id, move, by, when=moment(day), limits=PlainLimits(), opinion=opinion)


def walked(*steps):
    application = submitted()
    for move, by in steps:
        go(application, move, by)
    return application


TO_REVIEW = (("accept", CLERK), ("begin_review", CLERK))


def test_the_table_names_only_known_states_guards_and_results():
    for edge in EDGES:
        assert set(edge.start) <= STATES
        assert edge.to in STATES | {""}
        assert set(edge.guards) <= set(GUARDS)
        assert edge.result is None or edge.result in RESULTS


def test_no_edge_leaves_a_closed_state():
    assert not [edge for edge in EDGES if set(edge.start) & CLOSED]


def test_every_state_but_the_first_can_be_reached_and_every_open_one_left():
    reached = {"submitted"} | {edge.to for edge in EDGES}
    assert reached >= STATES
    assert {state for edge in EDGES for state in edge.start} >= STATES - CLOSED


def test_only_a_person_or_an_office_refuses():
    for edge in EDGES:
        if edge.move in {"deny", "not_accept"}:
            assert not edge.who & {"rule", "clock", "house"}, "rules may only approve"


def test_everything_that_ends_a_case_leaves_a_result():
    for move, opening in {
        "withdraw": (), "not_accept": (), "void": (),
    }.items():  # fmt: skip
        application = walked(*opening)
        by = {"withdraw": CITIZEN, "not_accept": CLERK, "void": BOSS}[move]
        assert go(application, move, by).result in RESULTS


def test_the_straight_way_ends_approved():
    application = walked(
        *TO_REVIEW, ("approve", OFFICER), ("certify", OFFICER), ("deliver", OFFICER), ("close", OFFICER)
    )
    assert only(application).result == "approved"
    assert application.state == "done"
    assert application.closed_at == moment().at


def test_a_denied_case_is_delivered_and_closed_as_denied_and_never_certified():
    application = walked(*TO_REVIEW, ("deny", OFFICER))
    with pytest.raises(Conflict, match="not_approved"):
        go(application, "certify", OFFICER)
    go(application, "deliver", OFFICER)
    assert go(application, "close", OFFICER).result == "denied"
    assert application.state == "closed"


def test_a_move_that_does_not_exist_here_says_what_does():
    application = submitted()
    with pytest.raises(Conflict, match="illegal_move") as refused:
        go(application, "close", CLERK)
    assert "accept" in refused.value.values["allowed"]
    assert only(application).state == "submitted"


@pytest.mark.parametrize("by", [CITIZEN, CASHIER, CLOCK])
def test_who_may_not_move_is_told_so(by):
    with pytest.raises(NotAllowed, match="move_not_yours"):
        go(submitted(), "accept", by)


def test_a_return_is_for_three_reasons_only_and_once_only():
    application = submitted()
    with pytest.raises(Invalid):
        go(application, "return", CLERK, opinion=Opinion("不想办", "tired"))
    go(application, "return", CLERK)
    go(application, "resubmit", CITIZEN)
    with pytest.raises(Conflict, match="returned_once_already"):
        go(application, "return", CLERK)


@pytest.mark.parametrize("move", ["ask_correction", "not_accept", "return"])
def test_a_refusal_without_a_word_is_refused(move):
    with pytest.raises(Invalid):
        go(submitted(), move, CLERK, opinion=Opinion(reason="unreadable", remedy="复议"))


def test_a_correction_goes_back_to_where_it_was_asked():
    at_reception = walked(("ask_correction", CLERK))
    assert go(at_reception, "correct", CITIZEN).state == "submitted"
    in_review = walked(*TO_REVIEW, ("ask_correction", OFFICER))
    assert go(in_review, "correct", CITIZEN).state == "in_review"


def test_the_clock_closes_an_unanswered_correction_only_after_its_last_day():
    application = walked(("ask_correction", CLERK))
    with pytest.raises(Conflict, match="correction_not_overdue"):
        go(application, "give_up", CLOCK, DAY_ONE + timedelta(15))
    assert go(application, "give_up", CLOCK, DAY_ONE + timedelta(16)).result == "not_corrected"


def test_silence_accepts_after_the_last_day_for_an_answer_and_not_before():
    application = submitted()
    with pytest.raises(Conflict, match="answer_still_due"):
        go(application, "deem_accepted", CLOCK, DAY_ONE + timedelta(5))
    assert go(application, "deem_accepted", CLOCK, DAY_ONE + timedelta(6)).state == "accepted"


def test_money_before_review_and_after_the_decision_lead_to_different_places():
    before = walked(("accept", CLERK), ("ask_payment", RULE))
    assert go(before, "paid", CASHIER).state == "in_review"
    after = walked(*TO_REVIEW, ("approve", OFFICER), ("ask_payment", RULE))
    assert go(after, "paid", CASHIER).state == "certifying"


def test_unpaid_in_time_is_closed_by_the_clock():
    application = walked(("accept", CLERK), ("ask_payment", RULE))
    assert application.state == "to_pay"
    with pytest.raises(Conflict):
        go(application, "leave_unpaid", CLOCK, DAY_ONE + timedelta(7))
    assert go(application, "leave_unpaid", CLOCK, DAY_ONE + timedelta(8)).result == "unpaid"


def test_an_extension_needs_a_second_person_and_comes_once():
    application = walked(*TO_REVIEW)
    with pytest.raises(Conflict, match="extension_not_asked"):
        go(application, "approve_extension", OFFICER)
    go(application, "ask_extension", OFFICER)
    with pytest.raises(NotAllowed, match="needs_a_second_person"):
        go(application, "approve_extension", OFFICER)
    go(application, "approve_extension", SECOND)
    with pytest.raises(Conflict, match="extended_once_already"):
        go(application, "ask_extension", OFFICER)


def test_nobody_withdraws_after_the_decision_even_while_a_fee_is_open():
    application = walked(*TO_REVIEW, ("approve", OFFICER), ("ask_payment", RULE))
    with pytest.raises(Conflict, match="decided_already"):
        go(application, "withdraw", CITIZEN)


def test_a_supervisor_does_not_void_their_own_decision():
    application = walked(*TO_REVIEW, ("approve", BOSS))
    with pytest.raises(NotAllowed, match="own_decision"):
        go(application, "void", BOSS)
    assert go(application, "void", replace(BOSS, id="boss-2")).result == "voided"


def test_a_case_that_waits_for_another_cannot_be_moved_yet():
    application = submitted()
    application.put(replace(only(application), submitted_at=None))
    with pytest.raises(Conflict, match="waits_for_another_case"):
        go(application, "accept", CLERK)


def promised(state="owed", owed_on=DAY_ONE + timedelta(10)):
    application = walked(*TO_REVIEW)
    application.put_promise(Promise("p", only(application).id, "paper", str(owed_on), state))
    return application


@pytest.mark.parametrize("by", [OFFICER, RULE])
def test_nobody_approves_while_a_promised_paper_is_owed(by):
    with pytest.raises(Conflict, match="paper_still_owed"):
        go(promised(), "approve", by)
    assert go(promised("kept"), "approve", by).state == "decided"


def test_another_authority_answers_for_what_it_has_seen_itself():
    application = promised()
    go(application, "forward", OFFICER)
    with pytest.raises(Conflict, match="paper_still_owed"):
        go(application, "approve", OFFICER)
    assert go(application, "approve", OFFICE).state == "decided"


def test_a_promise_is_broken_by_a_person_and_not_before_its_last_day_is_over():
    application = promised()
    assert application.owes
    with pytest.raises(Conflict, match="promise_not_overdue"):
        go(application, "break_promise", OFFICER, DAY_ONE + timedelta(10))
    with pytest.raises(NotAllowed):
        go(application, "break_promise", CLOCK, DAY_ONE + timedelta(11))
    assert go(application, "break_promise", OFFICER, DAY_ONE + timedelta(11)).result == "promise_broken"
    assert [promise.state for promise in application.promises] == ["broken"]
    assert (application.owes, application.state) == (False, "closed")


def test_a_correction_may_be_asked_for_instead_of_ending_a_case_over_its_promise():
    assert go(promised("overdue"), "ask_correction", OFFICER).state == "correction"


def test_without_a_promise_there_is_none_to_break():
    with pytest.raises(Conflict, match="promise_not_overdue"):
        go(walked(*TO_REVIEW), "break_promise", OFFICER, DAY_ONE + timedelta(400))


def waiting(confirm_by=None):
    application = submitted()
    application.put(replace(only(application).marked(confirm_by=confirm_by), submitted_at=None))
    return application


def test_a_confirmation_lapses_after_its_last_day_and_only_before_anything_has_begun():
    last = DAY_ONE + timedelta(10)
    with pytest.raises(Conflict, match="confirmation_not_overdue"):
        go(waiting(str(last)), "lapse", CLOCK, last)
    assert go(waiting(str(last)), "lapse", CLOCK, last + timedelta(1)).result == "withdrawn"
    with pytest.raises(Conflict, match="begun_already"):
        go(submitted(), "lapse", CLOCK)
    with pytest.raises(Conflict, match="confirmation_not_overdue"):
        go(waiting(), "lapse", CLOCK, DAY_ONE + timedelta(400))


def test_the_house_calls_off_what_has_not_begun_and_nothing_else():
    assert go(waiting(), "call_off", HOUSE).result == "voided"
    with pytest.raises(Conflict, match="begun_already"):
        go(submitted(), "call_off", HOUSE)
    with pytest.raises(NotAllowed):
        go(waiting(), "call_off", CLERK)


def test_a_co_applicant_may_take_it_back_too():
    assert go(submitted(), "withdraw", By("applicant", "citizen-2", "co_applicant")).result == "withdrawn"


def test_a_move_that_makes_a_notice_of_law_asks_for_it_under_its_own_event():
    application = walked(("accept", CLERK))
    (paper,) = application.papers
    event = application.events[-1]
    assert (paper.event_id, paper.case_id, paper.kind) == (event["id"], only(application).id, "acceptance_receipt")


def test_a_procedure_does_not_end_before_it_begins():
    with pytest.raises(Invalid):
        go(walked(*TO_REVIEW), "suspend", OFFICER, opinion=replace(WHY, until=DAY_ONE - timedelta(1)))


def test_for_every_state_and_actor_each_move_is_made_or_refused_with_a_typed_refusal():
    moves = {edge.move for edge in EDGES} | {"fly"}
    for state in STATES:
        for by in EVERYBODY:
            for move in moves:
                application = submitted()
                application.put(replace(only(application), state=state))
                try:
                    go(application, move, by)
                except Refusal:
                    assert only(application).state == state
                else:
                    assert (move, state) in BY_MOVE
