"""The tables, as Tortoise models: the schema and its migrations. What may be done with them is said elsewhere.

No foreign keys: rows of one application are written in one transaction, and the tables are cut by person and region
as a city grows. Times (`*_at`) are milliseconds UTC, dates (`*_on`) ISO text, sealed columns cipher text. What is
queried is a column.
"""

from core.records.applications import ApplicationRow, CaseRow, ConsentRow, EventRow, PartyRow
from core.records.desk import DocumentRow, HandoverRow, StaffRow, StaffSessionRow
from core.records.keeping import (
    AccessRow,
    IdempotencyRow,
    OutboxRow,
    SceneVersionRow,
    SerialRow,
)
from core.records.letters import DeliveryRow, InboundTextRow, LetterRow, PreferenceRow
from core.records.materials import LicenceCodeRow, LicenceRow, MaterialRow, PromiseRow, UploadRow
from core.records.money import DifferenceRow, LedgerRow, OrderRow, PaymentOrderRow, PaymentRow, RefundRow
from core.records.people import AccountRow, CitizenRow, SessionRow, SignInCodeRow
from core.records.reminders import ReminderRow

__all__ = [
    "AccessRow",
    "AccountRow",
    "ApplicationRow",
    "CaseRow",
    "CitizenRow",
    "ConsentRow",
    "DeliveryRow",
    "DifferenceRow",
    "DocumentRow",
    "EventRow",
    "HandoverRow",
    "IdempotencyRow",
    "InboundTextRow",
    "LedgerRow",
    "LetterRow",
    "LicenceCodeRow",
    "LicenceRow",
    "MaterialRow",
    "OrderRow",
    "OutboxRow",
    "PartyRow",
    "PaymentOrderRow",
    "PaymentRow",
    "PreferenceRow",
    "PromiseRow",
    "RefundRow",
    "ReminderRow",
    "SceneVersionRow",
    "SerialRow",
    "SessionRow",
    "SignInCodeRow",
    "StaffRow",
    "StaffSessionRow",
    "UploadRow",
]
