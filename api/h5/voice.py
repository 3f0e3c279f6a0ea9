"""In which language and flow a page speaks, and to whom. Set while one page is drawn, so that every macro can ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from api.h5.words import Words


@dataclass(frozen=True)
class Voice:
    """`csrf` goes into every form; `demo` tells that the city is a pretend one."""

    words: Words
    elder: bool = False
    size: int = 0
    csrf: str = ""
    signed_in: bool = False
    path: str = "/"
    demo: bool = False

    @property
    def face(self) -> str:
        """The classes of the page's root."""
        return f"elder size-{self.size}" if self.elder else ""


_now: ContextVar[Voice] = ContextVar("voice")


def voice() -> Voice:
    """The voice of the page being drawn. Raises: LookupError outside of drawing."""
    return _now.get()


@contextmanager
def speaking(as_: Voice) -> Iterator[None]:
    token = _now.set(as_)
    try:
        yield
    finally:
        _now.reset(token)
