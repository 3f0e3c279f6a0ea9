"""The post office of this process: the city's letters and the senders set up. Set once, when the parts meet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from notifications.letters import Letters
from notifications.senders import Gateway, Sender


@dataclass(frozen=True)
class Post:
    letters: Letters
    senders: Mapping[str, Sender]
    gateways: Mapping[str, Gateway]

    def for_rung(self, rung: str) -> Sender | None:
        """The sender that serves this rung of the ladder: the first that is set up."""
        return next((sender for sender in self.senders.values() if sender.rung == rung), None)


_post: Post | None = None
_listeners: list[Callable[[], None]] = []


def open_post(letters: Letters, senders: Sequence[Sender]) -> None:
    """Only bootstrap and tests call this."""
    global _post
    gateways = {sender.name: sender for sender in senders if isinstance(sender, Gateway)}
    _post = Post(letters, {sender.name: sender for sender in senders}, gateways)


def post() -> Post:
    """Raises: RuntimeError before `open_post`."""
    if _post is None:
        raise RuntimeError("there is no post office yet: notifications.post.open_post comes first")
    return _post


def on_posted(listener: Callable[[], None]) -> None:
    """`listener` is called when something new waits to be delivered. It must be quick; losing a call must not hurt."""
    _listeners.append(listener)


def forget_listeners() -> None:
    _listeners.clear()


def posted() -> None:
    for listener in _listeners:
        listener()
