"""The cashier's window: every door through which money comes in, goes back, or is looked at."""

from payments.approving import Waiting, approve_refund, refuse_refund, to_approve
from payments.booking_back import settle_refund
from payments.counter import counter_payment
from payments.explaining import Difference, settle_difference, to_explain
from payments.looking import PaymentView, look
from payments.paying import Started, pay
from payments.refunding import ask_refund
from payments.settling import settle

__all__ = [
    "Difference",
    "PaymentView",
    "Started",
    "Waiting",
    "approve_refund",
    "ask_refund",
    "counter_payment",
    "look",
    "pay",
    "refuse_refund",
    "settle",
    "settle_difference",
    "settle_refund",
    "to_approve",
    "to_explain",
]
