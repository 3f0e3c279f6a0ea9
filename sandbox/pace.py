"""How long the pretend world takes over things, in seconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Tests make it quick; a demo keeps it."""

    report_after: float = 0.3  # a text lands, then its report comes
    office_after: float = 1.0  # a department's system has the case, then decides it
    slow: float = 6.0
    late: float = 20.0
    timeout: float = 30.0
    answer_within: float = 3.0  # how long a receiver may take over a push
    lease: float = 15.0  # a push under way belongs to one process for so long
    retries: tuple[float, ...] = (1, 5, 10, 30, 60, 60, 60, 60, 60)  # Aliyun's own steps, its minutes made seconds
