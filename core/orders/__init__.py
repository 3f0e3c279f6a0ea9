"""Orders: money one payee asks for one case. Made and closed with the case's own moves; payments settle them."""

from core.orders.edges import EDGES, STATES, UNPAID
from core.orders.holding import hold
from core.orders.order import SURPLUS, Order, Others, by_ids, of_case, plain_reason
from core.orders.planning import close_unpaid, new_number, plan
from core.orders.views import OrderView, of_application, of_one_case, of_payment

__all__ = [
    "EDGES",
    "STATES",
    "SURPLUS",
    "UNPAID",
    "Order",
    "OrderView",
    "Others",
    "by_ids",
    "close_unpaid",
    "hold",
    "new_number",
    "of_application",
    "of_case",
    "of_one_case",
    "of_payment",
    "plain_reason",
    "plan",
]
