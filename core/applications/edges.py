"""The one table of edges: how a case may move, who may move it, on what condition, with which document and letter.

It is DESIGN section 6 as data. Nothing else in the house changes a case's state.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Actor = Literal["applicant", "rule", "clock", "clerk", "officer", "supervisor", "cashier", "office", "house"]

OPEN_BEFORE_DECISION = (
    "submitted",
    "returned",
    "correction",
    "accepted",
    "pay_pending",
    "in_review",
    "suspended",
    "forwarded",
)
CLOSED = frozenset({"closed", "not_accepted", "withdrawn", "voided"})
RESULTS = frozenset(
    {
        "approved",
        "denied",
        "not_accepted",
        "withdrawn",
        "not_corrected",
        "unpaid",
        "promise_broken",
        "forwarded",
        "voided",
    }
)


@dataclass(frozen=True)
class Edge:
    """One way to move. `guards` are names in guards.py, all must hold. `document` is the notice of law it makes,
    `letter` the moment of the item's `tells` the person is told by, `result` what a case that ends here ended as."""

    move: str
    start: tuple[str, ...]
    to: str
    who: frozenset[Actor]
    event: str
    guards: tuple[str, ...] = ()
    document: str | None = None
    letter: str | None = None
    result: str | None = None


STAFF: frozenset[Actor] = frozenset({"clerk", "officer", "supervisor"})
OFFICER: frozenset[Actor] = frozenset({"officer", "supervisor"})


def _who(*actors: Actor) -> frozenset[Actor]:
    return frozenset(actors)


EDGES: tuple[Edge, ...] = (
    # Reception
    Edge(
        "return",
        ("submitted",),
        "returned",
        STAFF,
        "case_returned",
        ("begun", "returnable", "opinion"),
        letter="returned",
    ),
    Edge("resubmit", ("returned",), "submitted", _who("applicant"), "case_resubmitted"),
    Edge(
        "ask_correction",
        ("submitted", "in_review"),
        "correction",
        STAFF,
        "correction_asked",
        ("begun", "opinion"),
        "correction_notice",
        "correction",
    ),
    Edge("correct", ("correction",), "submitted", _who("applicant"), "case_corrected", ("corrects_reception",)),
    Edge("correct", ("correction",), "in_review", _who("applicant"), "case_corrected", ("corrects_review",)),
    Edge(
        "give_up",
        ("correction",),
        "closed",
        _who("clock"),
        "correction_overdue",
        ("correction_is_overdue",),
        letter="not_corrected",
        result="not_corrected",
    ),
    Edge(
        "not_accept",
        ("submitted",),
        "not_accepted",
        STAFF,
        "case_not_accepted",
        ("begun", "opinion", "remedy"),
        "not_accepted_notice",
        "not_accepted",
        "not_accepted",
    ),
    Edge(
        "accept",
        ("submitted",),
        "accepted",
        STAFF | _who("rule"),
        "case_accepted",
        ("begun",),
        "acceptance_receipt",
        "accepted",
    ),
    Edge(
        "deem_accepted",
        ("submitted",),
        "accepted",
        _who("clock"),
        "case_deemed_accepted",
        ("begun", "silence_is_over"),
        "acceptance_receipt",
        "accepted",
    ),
    # A case that has not begun: it waits for a second person's word, or for another case
    Edge(
        "lapse",
        ("submitted",),
        "withdrawn",
        _who("clock"),
        "confirmation_lapsed",
        ("not_begun", "confirmation_is_overdue"),
        letter="lapsed",
        result="withdrawn",
    ),
    Edge(
        "call_off",
        ("submitted",),
        "voided",
        _who("house"),
        "case_called_off",
        ("not_begun",),
        letter="called_off",
        result="voided",
    ),
    # Money before review, review
    Edge(
        "ask_payment",
        ("accepted",),
        "pay_pending",
        _who("rule", "house"),
        "payment_asked",
        (),
        "payment_notice",
        "to_pay",
    ),
    Edge("begin_review", ("accepted",), "in_review", STAFF | _who("rule", "house"), "review_begun"),
    Edge("paid", ("pay_pending",), "in_review", _who("cashier"), "case_paid", ("paid_before_review",), letter="paid"),
    Edge("paid", ("pay_pending",), "certifying", _who("cashier"), "case_paid", ("paid_after_decision",), letter="paid"),
    Edge(
        "leave_unpaid",
        ("pay_pending",),
        "closed",
        _who("clock"),
        "payment_overdue",
        ("payment_is_overdue",),
        letter="unpaid",
        result="unpaid",
    ),
    Edge(
        "break_promise",
        ("accepted", "in_review"),
        "closed",
        OFFICER,
        "promise_broken",
        ("owes_overdue", "opinion"),
        "closing_notice",
        "promise_broken",
        "promise_broken",
    ),
    Edge(
        "suspend",
        ("in_review",),
        "suspended",
        OFFICER,
        "case_suspended",
        ("opinion", "ends_later"),
        "special_procedure_notice",
        "suspended",
    ),
    Edge("resume", ("suspended",), "in_review", OFFICER | _who("clock"), "case_resumed", letter="resumed"),
    Edge("ask_extension", ("in_review",), "in_review", OFFICER, "extension_asked", ("not_extended", "opinion")),
    Edge(
        "approve_extension",
        ("in_review",),
        "in_review",
        OFFICER,
        "extension_approved",
        ("extension_asked", "second_person"),
        "extension_notice",
        "extended",
    ),
    Edge("ask_opinion", ("in_review",), "in_review", OFFICER, "opinion_asked", ("opinion",)),
    Edge("give_opinion", ("in_review",), "in_review", STAFF, "opinion_given", ("opinion",)),
    Edge("forward", ("in_review",), "forwarded", OFFICER | _who("house"), "case_forwarded", letter="forwarded"),
    Edge("take_back", ("forwarded",), "in_review", OFFICER | _who("office"), "case_taken_back"),
    Edge(
        "close", ("forwarded",), "closed", OFFICER | _who("office"), "case_closed", letter="closed", result="forwarded"
    ),
    # Decision
    Edge(
        "approve",
        ("in_review",),
        "decided",
        OFFICER | _who("rule"),
        "case_approved",
        ("nothing_owed",),
        "approval",
        "decided",
    ),
    Edge(
        "approve",
        ("forwarded",),
        "decided",
        OFFICER | _who("office"),
        "case_approved",
        ("nothing_owed",),
        "approval",
        "decided",
    ),
    Edge("deny", ("in_review",), "decided", OFFICER, "case_denied", ("opinion", "remedy"), "denial", "denied"),
    Edge(
        "deny",
        ("forwarded",),
        "decided",
        OFFICER | _who("office"),
        "case_denied",
        ("opinion", "remedy"),
        "denial",
        "denied",
    ),
    Edge(
        "ask_payment",
        ("decided",),
        "pay_pending",
        _who("rule", "house", "officer"),
        "payment_asked",
        ("is_approved",),
        "payment_notice",
        "to_pay",
    ),
    Edge(
        "certify",
        ("decided",),
        "certifying",
        OFFICER | _who("rule", "house", "office"),
        "case_certifying",
        ("is_approved",),
    ),
    Edge(
        "deliver",
        ("certifying",),
        "delivering",
        STAFF | _who("rule", "house", "office"),
        "case_delivering",
        ("is_approved",),
        letter="licence_ready",
    ),
    Edge(
        "deliver",
        ("decided",),
        "delivering",
        STAFF | _who("rule", "house", "office"),
        "case_delivering",
        ("is_denied",),
    ),
    Edge("close", ("delivering",), "closed", STAFF | _who("rule", "house", "office"), "case_closed"),
    # Ends that may come from many places
    Edge(
        "withdraw",
        OPEN_BEFORE_DECISION,
        "withdrawn",
        _who("applicant"),
        "case_withdrawn",
        ("not_decided",),
        letter="withdrawn",
        result="withdrawn",
    ),
    Edge(
        "void",
        (*OPEN_BEFORE_DECISION, "decided", "certifying", "delivering"),
        "voided",
        _who("supervisor"),
        "case_voided",
        ("opinion", "not_own_decision"),
        "voiding_notice",
        "voided",
        "voided",
    ),
    Edge(
        "revoke_lamp",
        (*OPEN_BEFORE_DECISION, "decided", "certifying", "delivering"),
        "",
        _who("supervisor"),
        "lamp_revoked",
        ("opinion",),
    ),
)


def _by_move() -> Mapping[tuple[str, str], tuple[Edge, ...]]:
    table: dict[tuple[str, str], tuple[Edge, ...]] = {}
    for edge in EDGES:
        for state in edge.start:
            table[edge.move, state] = (*table.get((edge.move, state), ()), edge)
    return table


BY_MOVE = _by_move()


def moves_from(state: str, who: Actor) -> tuple[str, ...]:
    """The moves this actor may try on a case in `state`; guards are asked when the move is made."""
    found = (edge.move for (_, start), edges in BY_MOVE.items() if start == state for edge in edges if who in edge.who)
    return tuple(dict.fromkeys(found))
