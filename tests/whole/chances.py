"""What there is to choose from, at every step of a story."""

KINDS = ("newborn", "id-card", "newborn", "reissue", "id-card", "senior-card")
ONWARD = {
    "submitted": "accept", "accepted": "begin_review", "in_review": "approve", "suspended": "resume",
    "certifying": "deliver", "delivering": "close", "forwarded": "take_back",
}  # fmt: skip
MOVES = (
    "return", "ask_correction", "accept", "not_accept", "begin_review", "suspend", "resume", "ask_extension",
    "approve_extension", "ask_opinion", "give_opinion", "forward", "take_back", "approve", "deny", "deliver", "close",
    "void", "break_promise", "revoke_lamp",
)  # fmt: skip
LIKELY = {
    "submitted": ("return", "ask_correction", "ask_correction", "not_accept", "accept", "accept"),
    "in_review": ("suspend", "suspend", "ask_extension", "approve_extension", "ask_extension", "approve_extension",
                  "ask_opinion", "give_opinion", "forward", "deny", "deny", "ask_correction", "break_promise",
                  "approve_extension", "approve"),
    "suspended": ("resume", "resume", "void"),
    "forwarded": ("take_back", "approve", "deny", "close"),
    "certifying": ("deliver", "void"),
    "delivering": ("close", "void"),
}  # fmt: skip
POINTS = (
    "outbox_claimed", "outbox_done_not_remembered", "outbox_planned", "payment_booked", "payment_settled",
    "refunds_claimed", "refund_sent", "refund_booked", "payments_claimed", "payment_opened", "payment_started",
    "office_not_remembered", "office_asked", "office_let_go", "deliveries_claimed", "deliveries_not_remembered",
    "before_send", "after_send",
)  # fmt: skip
MOST_SHEETS = 3
DUE_AGAIN = (
    "UPDATE payments SET ask_at = 0, locked_until = NULL WHERE state = 'opened' AND ask_at IS NOT NULL",
    "UPDATE refunds SET available_at = 0, locked_until = NULL WHERE state = 'accepted'",
    "UPDATE outbox SET available_at = 0, locked_until = NULL WHERE state = 0",
    "UPDATE handovers SET ask_at = 1, locked_until = NULL WHERE state = 'waiting'",
    "UPDATE deliveries SET available_at = 0, locked_until = NULL WHERE state = 'waiting'",
)
