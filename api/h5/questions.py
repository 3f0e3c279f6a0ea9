"""A question as a page draws it, whatever asked it: a guide, a form, a sign-in. It holds words and wiring, no rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Question:
    """`kind` is a field kind, drawn by `kinds/<kind>.html`. `source` says where a value that is there came from."""

    id: str
    label: str
    kind: str
    options: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    source: str = ""
    text: str = ""
    autocomplete: str = ""
    optional: bool = False
    long: bool = False
