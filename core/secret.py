"""Names, numbers, phones and addresses as a type of their own: nothing prints one by accident."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A personal value. `str()`, `repr()`, f-strings and logs show its mask; only `.reveal()` gives the value."""

    _value: str

    def reveal(self) -> str:
        return self._value

    def masked(self) -> str:
        return "***"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked()})"

    def __str__(self) -> str:
        return self.masked()

    def __format__(self, spec: str) -> str:
        return format(self.masked(), spec)


class Name(Secret):
    """张三 is shown as 张*; 欧阳小明 as 欧***."""

    __slots__ = ()

    def masked(self) -> str:
        return self._value[:1] + "*" * max(1, len(self._value) - 1)


class IdNumber(Secret):
    """Shown as 460100********1234."""

    __slots__ = ()

    def masked(self) -> str:
        return (
            self._value[:6] + "*" * max(0, len(self._value) - 10) + self._value[-4:]
            if len(self._value) > 10
            else "*" * len(self._value)
        )


class Phone(Secret):
    """Shown as 138****3210."""

    __slots__ = ()

    def masked(self) -> str:
        return self._value[:3] + "****" + self._value[-4:] if len(self._value) >= 11 else "*" * len(self._value)

    @property
    def tail(self) -> str:
        """The last four digits: what a person types to follow a case without an account."""
        return self._value[-4:]


class Address(Secret):
    """The first six characters (province and city) stay."""

    __slots__ = ()

    def masked(self) -> str:
        return self._value[:6] + "****"


def tidy_phone(typed: str) -> str:
    """A mainland mobile as we store it: 11 digits, without +86, spaces and dashes, half width."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign not in " -\u00a0()\t")
    return digits.removeprefix("+86").removeprefix("0086") if digits.startswith(("+86", "0086")) else digits
