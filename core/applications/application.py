"""An application in memory: one sheet, its cases and the events that are about to be written.

It is loaded, moved and saved as a whole: every save is guarded by `version`, so two writers never mix.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core import outbox
from core.applications.case import Case
from core.applications.folding import fold
from core.applications.history import By, event_row
from core.db.batch import Batch, Value, Values
from core.json import JsonObject


@dataclass(frozen=True)
class Paper:
    """A notice of law that a move asks for: core.documents makes it in the same commit."""

    event_id: str
    case_id: str
    kind: str


@dataclass(frozen=True)
class Promise:
    """A paper of one case that was promised. `owed_on` is ISO text, None while the calendar cannot tell."""

    id: str
    case_id: str
    material: str
    owed_on: str | None
    state: str
    kept_at: int | None = None

    @property
    def owed(self) -> bool:
        return self.state in OWED


OWED = frozenset({"owed", "overdue"})


@dataclass
class Application:
    """`seq` and `chain` are the number and hash of the newest event. Times are milliseconds UTC, dates ISO text.

    `due_on`: by when the offices answer; `act_by`: the first last day of what the citizen has to do, None when that is
    nothing. `papers`: notices still to be made for the events that are about to be written. `issued`: licences that
    are, as {case id: licence id}.
    """

    id: str
    citizen_id: str
    scene: str
    scene_version: str
    region: str
    state: str
    version: int
    seq: int
    chain: str
    query_code: str | None = None
    submitted_at: int | None = None
    due_on: str | None = None
    act_by: str | None = None
    closed_at: int | None = None
    cases: dict[str, Case] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    papers: list[Paper] = field(default_factory=list)
    issued: dict[str, str] = field(default_factory=dict)
    events: list[Values] = field(default_factory=list)
    also: Batch = field(default_factory=Batch)
    _saved: dict[str, Case] = field(default_factory=dict)
    _promised: dict[str, Promise] = field(default_factory=dict)
    _told: list[tuple[Values, JsonObject]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._saved = dict(self.cases)
        self._promised = {promise.id: promise for promise in self.promises}

    @property
    def owes(self) -> bool:
        """A promised paper is still owed in a case that goes on."""
        return any(promise.owed and not self.cases[promise.case_id].ended for promise in self.promises)

    def promised_in(self, case_id: str) -> tuple[Promise, ...]:
        return tuple(promise for promise in self.promises if promise.case_id == case_id)

    def version_after(self, case_id: str) -> int:
        """A case's version once the batch is written."""
        case = self.cases[case_id]
        return case.version + (case_id in self._saved and self._saved[case_id] != case)

    @property
    def ended_now(self) -> tuple[Case, ...]:
        """The cases that came to their end since the application was loaded."""
        return tuple(
            case
            for case in self.cases.values()
            if case.ended and not (case.id in self._saved and self._saved[case.id].ended)
        )

    def record(
        self,
        kind: str,
        by: By,
        at: int,
        *,
        case: Case | None = None,
        states: tuple[str | None, str | None] = (None, None),
        note: JsonObject | None = None,
        data: JsonObject | None = None,
        letter: str | None = None,
    ) -> str:
        """Append one event; answers its id. `letter` is the letter the person is to get for it: consumers find it in
        the message."""
        self.seq += 1
        about = {
            "application_id": self.id,
            "case_id": case.id if case else None,
            "citizen_id": self.citizen_id,
            "seq": self.seq,
            "kind": kind,
        }
        row = event_row(about, previous=self.chain, states=states, by=by, at=at, note=note, data=data or {})
        self.chain = str(row["hash"])
        self.events.append(row)
        self._told.append(
            (row, {"case_id": case.id if case else None, "citizen_id": self.citizen_id, "letter": letter})
        )
        return str(row["id"])

    def put(self, case: Case) -> None:
        self.cases[case.id] = case

    def put_promise(self, promise: Promise) -> None:
        """A new one, or one that has changed."""
        self.promises = (*(one for one in self.promises if one.id != promise.id), promise)

    def refold(self, at: int, due_on: str | None = None) -> None:
        """State, expected date and end follow from the cases; `due_on` is the honest date of what is left."""
        cases = list(self.cases.values())
        self.state = fold(cases, owes=self.owes)
        self.due_on = due_on
        self.act_by = min(self._last_days(), default=None)
        ended = bool(cases) and all(case.ended for case in cases)
        self.closed_at = (self.closed_at or at) if ended else None

    def _last_days(self) -> Iterator[str]:
        """Of what is to be put right, paid or still brought."""
        for case in self.cases.values():
            if case.act_by:
                yield case.act_by
        for promise in self.promises:
            if promise.owed and promise.owed_on and not self.cases[promise.case_id].ended:
                yield promise.owed_on

    def batch(self, at: int, *, extra: dict[str, Value] | None = None) -> Batch:
        """Everything to write, guarded by the version it was loaded at. `extra` are more columns of the application."""
        batch = Batch()
        values: dict[str, Value] = {
            "state": self.state,
            "version": self.version + 1,
            "seq": self.seq,
            "chain": self.chain,
            "query_code": self.query_code,
            "submitted_at": self.submitted_at,
            "due_on": self.due_on,
            "act_by": self.act_by,
            "closed_at": self.closed_at,
            "updated_at": at,
            **(extra or {}),
        }
        batch.update("applications", {"id": self.id, "version": self.version}, values)
        self._cases_into(batch)
        self._promises_into(batch)
        batch.add(self.events_batch())
        batch.add(self.also)
        return batch

    def events_batch(self) -> Batch:
        """The new events, and what is to be done about them."""
        batch = Batch()
        batch.insert_many("events", self.events)
        for row, data in self._told:
            outbox.add(
                batch, event_id=str(row["id"]), topic=str(row["kind"]), key=self.id, seq=int(str(row["seq"])), data=data
            )
        return batch

    def _cases_into(self, batch: Batch) -> None:
        new = [case for case in self.cases.values() if case.id not in self._saved]
        owner: dict[str, Value] = {"application_id": self.id, "citizen_id": self.citizen_id}
        batch.insert_many("cases", [{**case.columns(), **owner} for case in new])
        for case in self.cases.values():
            before = self._saved.get(case.id)
            if before is None or before == case:
                continue
            was, now = before.columns(), case.columns()
            changed = {name: value for name, value in now.items() if value != was[name]}
            batch.update(
                "cases", {"id": case.id, "version": before.version}, {**changed, "version": before.version + 1}
            )

    def _promises_into(self, batch: Batch) -> None:
        for promise in self.promises:
            before = self._promised.get(promise.id)
            if before is None:
                batch.insert("promises", {**vars(promise), "application_id": self.id})
            elif before != promise:
                values: Values = {name: vars(promise)[name] for name in ("owed_on", "state", "kept_at")}
                batch.update("promises", {"id": promise.id, "state": before.state}, values)
