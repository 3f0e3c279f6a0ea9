"""The one maker of ids and of the short codes that people copy. Ids are time-ordered, codes are not guessable."""

import secrets
import threading
import time
import unicodedata

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, lower case: sorts as it counts
CODE_ALPHABET = "23456789ACDEFHJKMNPRTUWXY"  # no 0/O, 1/I/L, 5/S stays out as S, 2/Z as Z, 8/B as B, V/U, G/6, Q/O
_COUNTER_BITS, _RANDOM_BITS = 14, 68  # 48 + 14 + 68 = 130 bits = 26 characters
_lock = threading.Lock()
_last_ms, _counter = 0, 0


def new_id() -> str:
    """26 characters: milliseconds, a counter that keeps one process's ids in order, and 68 random bits."""
    global _last_ms, _counter
    with _lock:
        now = time.time_ns() // 1_000_000
        if now > _last_ms:
            _last_ms, _counter = now, 0
        else:
            _counter += 1
            if _counter >> _COUNTER_BITS:
                _last_ms, _counter = _last_ms + 1, 0
        moment, count = _last_ms, _counter
    return _spelled((((moment << _COUNTER_BITS) | count) << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS))


def earliest_id(ms: int) -> str:
    """No id made at `ms` (milliseconds UTC) or later comes before it: for reading an index from a day on."""
    return _spelled(max(ms, 0) << (_COUNTER_BITS + _RANDOM_BITS))


def _spelled(number: int) -> str:
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def new_code(length: int = 8) -> str:
    """A code to be read aloud, typed and texted: `length` characters without look-alikes, not guessable."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def tidy_code(typed: str) -> str:
    """What a person typed, as we store it: upper case, half width, without spaces and dashes."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in folded if sign.isascii() and sign.isalnum())


def grouped(code: str, size: int = 4) -> str:
    """As we print it: `K7MP2XH9` becomes `K7MP 2XH9`."""
    return " ".join(code[at : at + size] for at in range(0, len(code), size))
