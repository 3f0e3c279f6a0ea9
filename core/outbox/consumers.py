"""Who wants which events, and how they are told. Set once, when the parts meet."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.db.batch import Batch
from core.json import JsonObject


class Dead(Exception):
    """A consumer says: trying again will never help. The text is a code, never personal data."""


@dataclass(frozen=True)
class Message:
    """One thing to do. `data` holds ids and codes only."""

    id: str
    event_id: str
    topic: str
    application_id: str
    seq: int
    attempts: int
    data: JsonObject


@dataclass(frozen=True)
class Planned:
    """What doing some messages comes to: `writes` become durable in one commit with the messages' being done.

    `failed` are those that could not be done, by message id; nothing of theirs is in `writes`. `afterwards` is called
    once all is durable; it must be quick, and losing the call must not hurt.
    """

    writes: Batch
    failed: Mapping[str, Exception] = field(default_factory=dict)
    afterwards: Callable[[], None] | None = None


Consumer = Callable[[Message], Awaitable[None]]
Planner = Callable[[Sequence[Message]], Awaitable[Planned]]


@dataclass(frozen=True)
class Registered:
    """One consumer, as it was registered."""

    name: str
    topics: frozenset[str] | None
    run: Consumer
    plan: Planner | None
    wants: Callable[[JsonObject], bool] | None

    def is_interested(self, topic: str, data: JsonObject) -> bool:
        return (self.topics is None or topic in self.topics) and (self.wants is None or self.wants(data))


_consumers: dict[str, Registered] = {}
_listeners: list[Callable[[str], None]] = []


def register(
    name: str,
    topics: Iterable[str] | None,
    run: Consumer,
    *,
    plan: Planner | None = None,
    wants: Callable[[JsonObject], bool] | None = None,
) -> None:
    """`name` wants events of these topics (None: of all) whose data it `wants`. Only bootstrap calls it.

    A consumer whose work is writing rows may also `plan` it: read for many messages, and say what to write. It asks
    nobody outside. When the plan fails as a whole each message goes to `run` alone.
    """
    _consumers[name] = Registered(name, None if topics is None else frozenset(topics), run, plan, wants)


def forget_consumers() -> None:
    _consumers.clear()
    _listeners.clear()


def registered(name: str) -> Registered | None:
    return _consumers.get(name)


def interested(topic: str, data: JsonObject) -> list[str]:
    """The names of those who want this event."""
    return [one.name for one in _consumers.values() if one.is_interested(topic, data)]


def on_news(listener: Callable[[str], None]) -> None:
    """`listener(application_id)` is called after a commit that wrote events. Quick; losing a call must not hurt."""
    _listeners.append(listener)


def news(application_id: str) -> None:
    """Something of this application has just become durable."""
    for listener in _listeners:
        listener(application_id)
