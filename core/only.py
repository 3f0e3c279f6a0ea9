"""What a process has only one of: put in its place when the parts meet, asked for everywhere else."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Only(Generic[T]):
    """The place for one thing. `missing` says what comes first to whoever asks too early."""

    def __init__(self, missing: str) -> None:
        self._missing = missing
        self._thing: T | None = None

    def use(self, thing: T) -> None:
        """From now on it is this one. Only bootstrap, the command line and tests call this."""
        self._thing = thing

    def __call__(self) -> T:
        """Raises: RuntimeError before `use`."""
        if self._thing is None:
            raise RuntimeError(self._missing)
        return self._thing
