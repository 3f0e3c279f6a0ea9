"""What may happen to a case, read aloud from the design by a person: the test's own table, not the house's."""

from dataclasses import dataclass

OPEN = frozenset(
    {"submitted", "returned", "correction", "accepted", "pay_pending", "in_review", "suspended", "forwarded"}
)
UNDECIDED_OR_NOT = OPEN | {"decided", "certifying", "delivering"}
ENDED = frozenset({"closed", "not_accepted", "withdrawn", "voided"})
DESK = frozenset({"clerk", "officer", "supervisor"})
DECIDES = frozenset({"officer", "supervisor"})


@dataclass(frozen=True)
class Way:
    """One line of the design's graph. `to` empty: the state stays; "back": to where it came from."""

    start: frozenset[str]
    to: str
    who: frozenset[str]
    paper: str = ""
    letter: str = ""
    result: str = ""


def way(start: str | frozenset[str], to: str, who: str | frozenset[str], **more: str) -> Way:
    starts = frozenset(start.split()) if isinstance(start, str) else start
    return Way(starts, to, frozenset(who.split()) if isinstance(who, str) else who, **more)


WAYS = {
    "case_returned": way("submitted", "returned", DESK, letter="returned"),
    "case_resubmitted": way("returned", "submitted", "applicant"),
    "correction_asked": way(
        "submitted in_review", "correction", DESK, paper="correction_notice", letter="correction"
    ),
    "case_corrected": way("correction", "back", "applicant"),
    "correction_overdue": way("correction", "closed", "clock", letter="not_corrected", result="not_corrected"),
    "case_not_accepted": way(
        "submitted", "not_accepted", DESK, paper="not_accepted_notice", letter="not_accepted", result="not_accepted"
    ),
    "case_accepted": way("submitted", "accepted", DESK | {"rule"}, paper="acceptance_receipt", letter="accepted"),
    "case_deemed_accepted": way("submitted", "accepted", "clock", paper="acceptance_receipt", letter="accepted"),
    "confirmation_lapsed": way("submitted", "withdrawn", "clock", letter="lapsed", result="withdrawn"),
    "case_called_off": way("submitted", "voided", "house", letter="called_off", result="voided"),
    "payment_asked": way("accepted decided", "pay_pending", "house", paper="payment_notice", letter="to_pay"),
    "review_begun": way("accepted", "in_review", DESK | {"house", "rule"}),
    "case_paid": way("pay_pending", "on", "cashier", letter="paid"),
    "payment_overdue": way("pay_pending", "closed", "clock", letter="unpaid", result="unpaid"),
    "promise_broken": way(
        "accepted in_review", "closed", DECIDES, paper="closing_notice", letter="promise_broken",
        result="promise_broken",
    ),
    "case_suspended": way(
        "in_review", "suspended", DECIDES, paper="special_procedure_notice", letter="suspended"
    ),
    "case_resumed": way("suspended", "in_review", DECIDES | {"clock"}, letter="resumed"),
    "extension_asked": way("in_review", "", DECIDES),
    "extension_approved": way("in_review", "", DECIDES, paper="extension_notice", letter="extended"),
    "opinion_asked": way("in_review", "", DECIDES),
    "opinion_given": way("in_review", "", DESK),
    "case_forwarded": way("in_review", "forwarded", DECIDES | {"house"}, letter="forwarded"),
    "case_taken_back": way("forwarded", "in_review", DECIDES | {"office"}),
    "case_approved": way(
        "in_review forwarded", "decided", DECIDES | {"rule", "office"}, paper="approval", letter="decided"
    ),
    "case_denied": way("in_review forwarded", "decided", DECIDES | {"office"}, paper="denial", letter="denied"),
    "case_certifying": way("decided", "certifying", DECIDES | {"house", "rule", "office"}),
    "case_delivering": way("decided certifying", "delivering", DESK | {"house", "rule", "office"}),
    "case_closed": way("delivering forwarded", "closed", DESK | {"house", "rule", "office"}),
    "case_withdrawn": way(OPEN, "withdrawn", "applicant", letter="withdrawn", result="withdrawn"),
    "case_voided": way(
        UNDECIDED_OR_NOT, "voided", "supervisor", paper="voiding_notice", letter="voided", result="voided"
    ),
    "lamp_revoked": way(UNDECIDED_OR_NOT, "", "supervisor"),
}  # fmt: skip
ASIDE = {  # what happens beside the graph, and the letter it wants
    "application_begun": "",
    "application_submitted": "submitted",
    "case_submitted": "",
    "party_invited": "confirmation_asked",
    "party_confirmed": "party_confirmed",
    "party_declined": "party_declined",
    "promise_kept": "",
    "promise_overdue": "promise_overdue",
    "lamp_changed": "",
    "licence_issued": "",
    "order_refunded": "refunded",
}
APPLICANTS_ALONE = frozenset(  # letters about their papers and their money, and those before anybody has said yes
    {
        "submitted", "awaits_party", "confirmation_asked", "returned", "correction", "promise_overdue", "to_pay",
        "paid", "refunded", "licence_ready",
    }
)  # fmt: skip
BEFORE_IT_BEGINS = frozenset({"confirmation_lapsed", "case_called_off", "case_withdrawn"})
LOOKED_AT_BY_RULE = frozenset({"case_submitted", "case_resubmitted", "case_corrected", "promise_kept", "case_paid"})
MONEY_BACK = frozenset(
    {
        "case_denied", "case_withdrawn", "case_voided", "case_not_accepted", "case_called_off", "correction_overdue",
        "promise_broken", "confirmation_lapsed", "payment_overdue",
    }
)  # fmt: skip
CORRECTION_DAYS, PAYMENT_DAYS, ANSWER_DAYS, CONFIRM_DAYS, EXTENSION_DAYS = 15, 5, 5, 10, 10
