"""Named points at which a test may crash the house. Free when unused; production never arms one."""

from collections.abc import Callable

_armed: dict[str, Callable[[], None]] = {}


def point(name: str) -> None:
    """Crash here if a test armed this point; else nothing."""
    if _armed and (crash := _armed.get(name)):
        crash()


def arm(name: str, crash: Callable[[], None]) -> None:
    """`crash` is called whenever `point(name)` is passed; it may raise or kill the process."""
    _armed[name] = crash


def disarm() -> None:
    _armed.clear()
