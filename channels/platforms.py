"""What platforms' sign-in codes have in common: how their saying no is told to a person."""

import logging
from typing import Literal

from core.refusals import Defect, Invalid, NotAllowed, Refusal, TooMany, Unavailable

Meaning = Literal["code_over", "barred", "too_often", "busy", "set_up_wrong"]
SOON_S, WAIT_S = 5, 60
_log = logging.getLogger("channels")


def checked_code(code: str) -> str:
    """What may be a platform's code; anything else need not be asked after. Raises: Invalid `platform_code_over`."""
    if not (code.isascii() and code.isprintable()):
        raise _over()
    return code


def refusal(channel: str, code: str, meaning: Meaning | None) -> Refusal:
    """`code` is the platform's own, `meaning` what the channel's table makes of it; what no table knows is told to
    the operator, and to the person as "not just now".
    """
    match meaning:
        case "code_over":
            return _over()
        case "barred":
            return NotAllowed("platform_bars_person", channel=channel, how=["sms"])
        case "too_often":
            return TooMany("too_often", WAIT_S)
        case "busy":
            return Unavailable("vendor_busy", SOON_S, line=channel)
    _log.error("channel_refused_us", extra={"channel": channel, "code": code})
    return Unavailable("channel_unavailable", WAIT_S, channel=channel)


def _over() -> Invalid:
    return Invalid([Defect("code", "platform_code_over")])
