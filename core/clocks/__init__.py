"""Time limits: working-day deadlines with their stops, as pure functions of dates and the calendar.

Nothing here asks what day it is, and nothing is ever guessed: what cannot be known today is a `NotKnownYet`.
"""

from core.calendar import CalendarMissing, NotKnownYet
from core.clocks.clock import STOP_REASONS, Clock, Due, Stop, due_on, known
from core.clocks.expected import Expected, Leg, expect
from core.clocks.lamps import Lamp, Late, lamp, late
from core.clocks.reception import (
    ACCEPTANCE_WORKING_DAYS,
    correction_due_on,
    deemed_acceptance_on,
    deemed_clock,
    is_deemed_accepted,
)

__all__ = [
    "ACCEPTANCE_WORKING_DAYS",
    "STOP_REASONS",
    "CalendarMissing",
    "Clock",
    "Due",
    "Expected",
    "Lamp",
    "Late",
    "Leg",
    "NotKnownYet",
    "Stop",
    "correction_due_on",
    "deemed_acceptance_on",
    "deemed_clock",
    "due_on",
    "expect",
    "is_deemed_accepted",
    "known",
    "lamp",
    "late",
]
