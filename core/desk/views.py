"""What a desk shows of one case, as types: everything an officer needs on one screen."""

from dataclasses import dataclass

from core.desk.waiting import Holder
from core.json import Json, JsonObject
from core.orders import OrderView


@dataclass(frozen=True)
class PartySeen:
    """`name` in full where this item sees the fields that name them, else masked; numbers always masked."""

    role: str
    name: str
    id_number: str
    phone: str
    state: str
    confirm_by: str | None


@dataclass(frozen=True)
class AnswerSeen:
    """One answer that this item sees. `text`: in words; `source` and `on` where a record filled it in."""

    id: str
    label: str
    kind: str
    value: Json
    text: str
    source: str | None
    on: str | None


@dataclass(frozen=True)
class Contradiction:
    """The person says one thing, the record another; both in words."""

    id: str
    label: str
    said: str
    known: str
    source: str


@dataclass(frozen=True)
class ValueSeen:
    """One value a rule looked at. `label` is the path where it has no name."""

    path: str
    label: str
    value: Json
    text: str


@dataclass(frozen=True)
class RuleSeen:
    """One condition. `outcome`: yes, no or maybe."""

    id: str
    says: str
    outcome: str
    saw: tuple[ValueSeen, ...]


@dataclass(frozen=True)
class UploadSeen:
    """A file; its bytes are at GET /desk/uploads/{id}."""

    id: str
    target: str
    name: str
    media_type: str
    size: int
    trust: str
    at: str


@dataclass(frozen=True)
class MaterialSeen:
    """`state`: kept, promised or left_out; `trust`: A..D or None; `source`: what filled it, in words."""

    id: str
    label: str
    state: str
    source: str
    trust: str | None
    optional: bool
    uploads: tuple[UploadSeen, ...]
    accepted_when: str


@dataclass(frozen=True)
class PromiseSeen:
    """`state`: owed, kept, overdue or broken."""

    id: str
    material: str
    label: str
    owed_on: str | None
    state: str
    consequence: str


@dataclass(frozen=True)
class Template:
    """Words to begin an opinion with; the officer edits them in place."""

    id: str
    label: str
    text: str
    reason: str | None = None
    remedy: str | None = None


@dataclass(frozen=True)
class MoveSeen:
    """A move this person may try here. `needs`: of text, reason, remedy, items, what must come with it. `reasons`: the
    codes that `reason` may be. `refusal`: the code of what stands against it now, None when it can be made."""

    move: str
    needs: tuple[str, ...]
    reasons: tuple[str, ...]
    refusal: str | None
    templates: tuple[Template, ...]


@dataclass(frozen=True)
class ItemToCorrect:
    """One thing the person is to put right. `id`: a field or a material of this item."""

    id: str
    says: str


@dataclass(frozen=True)
class Drafted:
    """A correction as the house would write it, from everything that did not hold; all of it at once (一次性告知)."""

    text: str
    items: tuple[ItemToCorrect, ...]


@dataclass(frozen=True)
class LineSeen:
    """A line of history as the desk reads it: `by` names the colleague, `opinion` what they wrote."""

    seq: int
    at: str
    kind: str
    state: str | None
    says: str
    by: str
    opinion: str
    rules: tuple[JsonObject, ...] = ()


@dataclass(frozen=True)
class CaseHead:
    """What a case is and where it stands. `limit`: the promise in words; `left` as in the queue."""

    id: str
    version: int
    number: str
    item: str
    item_name: str
    title: str
    department: str
    department_name: str
    state: str
    result: str | None
    lamp: str | None
    due_on: str | None
    left: int | None
    limit: str
    submitted_at: str
    accepted_at: str | None
    decided_at: str | None
    decided_by: str | None
    query_code: str
    correct_by: str | None
    pay_by: str | None


@dataclass(frozen=True)
class DeskCase(CaseHead):
    """One case, one item: other branches of the same application stay with their offices."""

    parties: tuple[PartySeen, ...]
    answers: tuple[AnswerSeen, ...]
    contradictions: tuple[Contradiction, ...]
    rules: tuple[RuleSeen, ...]
    materials: tuple[MaterialSeen, ...]
    uploads: tuple[UploadSeen, ...]
    promises: tuple[PromiseSeen, ...]
    orders: tuple[OrderView, ...]
    moves: tuple[MoveSeen, ...]
    drafted: Drafted
    holder: Holder | None
    history: tuple[LineSeen, ...]
