"""What is asked for, paid and given back. Money is integer fen. The ledger only grows, and every entry balances."""

from tortoise import fields
from tortoise.indexes import PartialIndex
from tortoise.models import Model

from core.records import columns


class OrderRow(Model):
    """Money one payee asks for one case. paid_fen and refunded_fen count settled money only."""

    id = columns.key()
    application_id = columns.ref(index=True)
    case_id = columns.ref(index=True)
    citizen_id = columns.ref(index=True)
    number = columns.word(40, unique=True)
    payee = columns.word(64)
    kind = columns.word(16)
    name = columns.word(120)
    basis = fields.TextField(default="[]")
    lines = fields.TextField(default="[]")
    refund_rule = columns.word(16)
    fen = fields.BigIntField()
    paid_fen = fields.BigIntField(default=0)
    refunded_fen = fields.BigIntField(default=0)
    state = columns.word(20)
    version = fields.IntField(default=1)
    due_on = columns.on(null=True)
    created_at = columns.at()
    paid_at = columns.at(null=True)
    closed_at = columns.at(null=True)

    class Meta:
        table = "orders"


class PaymentRow(Model):
    """One attempt to pay one or several orders of one payee. number is what the provider knows it by."""

    id = columns.key()
    number = columns.word(40, unique=True)
    provider = columns.word(24)
    till = columns.word(16)
    citizen_id = columns.ref(null=True, index=True)
    payee = columns.word(64)
    fen = fields.BigIntField()
    state = columns.word(16)
    transaction_id = columns.word(80, null=True)
    client = columns.sealed(null=True)
    version = fields.IntField(default=1)
    asks = fields.SmallIntField(default=0)
    ask_at = columns.at(null=True)
    locked_until = columns.at(null=True)
    expires_at = columns.at()
    opened_at = columns.at()
    paid_at = columns.at(null=True)
    closed_at = columns.at(null=True)

    class Meta:
        table = "payments"
        unique_together = (("provider", "transaction_id"),)
        indexes = (PartialIndex(fields=("ask_at", "id"), condition={"state": "opened"}, name="payments_unsure"),)


class PaymentOrderRow(Model):
    """Which orders a payment pays, and how much of each."""

    id = columns.key()
    payment_id = columns.ref(index=True)
    order_id = columns.ref(index=True)
    fen = fields.BigIntField()

    class Meta:
        table = "payment_orders"
        unique_together = (("payment_id", "order_id"),)


class RefundRow(Model):
    """One attempt to give money back, under one number however often it is tried."""

    id = columns.key()
    number = columns.word(40, unique=True)
    payment_id = columns.ref(index=True)
    order_id = columns.ref(index=True)
    case_id = columns.ref()
    citizen_id = columns.ref(null=True)
    payee = columns.word(64)
    provider = columns.word(24)
    fen = fields.BigIntField()
    because = columns.word(48)
    rule = columns.word(16)
    state = columns.word(16)
    asked_by = columns.word(40)
    approved_by = columns.word(40, null=True)
    vendor_ref = columns.word(80, null=True)
    error = columns.word(200, null=True)
    version = fields.IntField(default=1)
    attempts = fields.SmallIntField(default=0)
    available_at = columns.at()
    locked_until = columns.at(null=True)
    asked_at = columns.at()
    approved_at = columns.at(null=True)
    done_at = columns.at(null=True)

    class Meta:
        table = "refunds"
        unique_together = (("order_id", "payment_id", "because"),)
        indexes = (
            PartialIndex(fields=("available_at", "id"), condition={"state": "accepted"}, name="refunds_to_send"),
            PartialIndex(fields=("payee", "asked_at"), condition={"state": "asked"}, name="refunds_to_approve"),
        )


class LedgerRow(Model):
    """One line of one double entry: debits and credits of an entry are equal. entry_key makes an entry once."""

    id = columns.key()
    entry_key = columns.word(80)
    line = fields.SmallIntField()
    account = columns.word(80)
    debit_fen = fields.BigIntField(default=0)
    credit_fen = fields.BigIntField(default=0)
    order_id = columns.ref(null=True, index=True)
    payment_id = columns.ref(null=True)
    refund_id = columns.ref(null=True)
    at = columns.at()

    class Meta:
        table = "ledger"
        unique_together = (("entry_key", "line"),)


class DifferenceRow(Model):
    """Where a provider's word and our books differ. A supervisor settles it."""

    id = columns.key()
    provider = columns.word(24)
    number = columns.word(80)
    kind = columns.word(32)
    ours_fen = fields.BigIntField(null=True)
    told_fen = fields.BigIntField(null=True)
    payment_id = columns.ref(null=True)
    seen_at = columns.at()
    settled_at = columns.at(null=True)
    settled_by = columns.word(40, null=True)

    class Meta:
        table = "money_differences"
        unique_together = (("provider", "number", "kind"),)
