"""A notice of law comes into being in the commit of the move it belongs to: its words are frozen on that day.

What it says is personal and lies sealed; its number and the code to check it by are the only things outside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol, cast

from core.citizens import Citizen
from core.clocks import Clock
from core.crypto import open_json, seal
from core.db.batch import Value, Values
from core.documents.files import names_in
from core.documents.library import LIST, Kind, Letterhead, library
from core.ids import new_code, new_id
from core.json import Json, JsonObject, decode, encode
from core.scenes import Scene
from core.serials import next_number
from core.time import on_date

if TYPE_CHECKING:  # core.applications leans on this package, so it is named for the types only
    from core.applications.application import Application
    from core.applications.case import Case

BODY = "documents.body"
NOTE = "events.note"  # how core.applications.history seals what was said with a move
CODE_LENGTH = 16  # 25^16: nobody finds a notice of somebody else by trying
LONGEST_TITLE = 40  # characters of a field's name in a list of what is missing


class Sheet(Protocol):
    """An application and the person it is of: core.applications.Loaded fits."""

    @property
    def application(self) -> "Application": ...
    @property
    def citizen(self) -> Citizen: ...


class Day(Protocol):
    """When it happens: core.applications.Moment fits. `at` in milliseconds UTC, `today` the date in China."""

    @property
    def at(self) -> int: ...
    @property
    def today(self) -> date: ...


@dataclass(frozen=True)
class _Making:
    """One notice under way: of which kind, in which case, on which day."""

    loaded: Sheet
    scene: Scene
    when: Day
    kind: Kind
    case: "Case"


async def add_to(loaded: Sheet, scene: Scene, when: Day) -> None:
    """One row into the application's own batch for every paper its moves have asked for.

    Call it after the last move and before the commit; a paper is made once, however often this is called.

    Raises, as a fault and not a refusal: KeyError for a kind of notice that city/documents does not have.
    """
    application = loaded.application
    events = {str(event["id"]): event for event in application.events}
    for paper in application.papers:
        kind, case = library().kinds[paper.kind], application.cases[paper.case_id]
        body = await _body(_Making(loaded, scene, when, kind, case), events[paper.event_id])
        row: dict[str, Value] = {
            "id": new_id(),
            "event_id": paper.event_id,
            "application_id": application.id,
            "case_id": case.id,
            "citizen_id": application.citizen_id,
            "kind": kind.slug,
            "number": str(body["number"]),
            "check_code": new_code(CODE_LENGTH),
            "department": case.department,
            "body": seal(encode(body), BODY),
            "issued_on": when.today.isoformat(),
            "created_at": when.at,
        }
        application.also.insert("documents", row)
    application.papers.clear()


async def _body(made: _Making, event: Values) -> JsonObject:
    """The words of the notice, as they will be for good."""
    kind, department = made.kind, made.scene.departments[made.case.department]
    serial = await next_number(f"document:{department.slug}:{kind.slug}:{made.when.today.year}")
    told = _told(made, event)
    return {
        "title": kind.title,
        "number": library().head.number(department.name, made.when.today.year, kind.word, serial),
        "to": told["to"],
        "says": _paragraphs(kind, told, _defects(event, made.scene)),
        "issued_by": department.name,
        "issued_on": made.when.today.isoformat(),
    }


def _told(made: _Making, event: Values) -> dict[str, str]:
    """What a notice may say, by placeholder. What this case does not have is not in it, but a name always is."""
    application, case, scene, when = made.loaded.application, made.case, made.scene, made.when
    department, head = scene.departments[case.department], library().head
    name, note, data = made.loaded.citizen.name, _note(event), cast(JsonObject, decode(str(event["data"])))
    told: dict[str, str | None] = {
        "scene": scene.title,
        "item": scene.item(case.item).name,
        "case": case.number,
        "query_code": application.query_code,
        "applied_on": head.date(on_date(application.submitted_at or when.at)),
        "today": head.date(when.today),
        "department": department.name,
        "phone": department.phone,
        "complain": department.complain or department.phone,
        "place": department.address or department.name,
        "due_on": _spoken(head, case.due_on),
        "due_on_was": _spoken(head, data.get("due_on_was")),
        "correct_by": _spoken(head, case.marks.correct_by),
        "pay_by": _spoken(head, case.marks.pay_by),
        "until": _spoken(head, _planned_end(case)),
        "fee": _fee(head, data.get("fen")),
        "opinion": _text(note.get("opinion")),
        "remedy": _text(note.get("remedy")),
    }
    return {"to": name.reveal() if name else "", **{key: value for key, value in told.items() if value}}


def _note(event: Values) -> JsonObject:
    sealed = event["note"]
    return cast(JsonObject, open_json(sealed, NOTE)) if isinstance(sealed, bytes) else {}


def _spoken(head: Letterhead, on: Json) -> str | None:
    return head.date(date.fromisoformat(on)) if isinstance(on, str) else None


def _planned_end(case: "Case") -> str | None:
    """The last day of the special procedure under way, where it is known."""
    stop = Clock.of_json(case.clock).open_stop if case.clock else None
    return stop.planned.isoformat() if stop and stop.planned else None


def _fee(head: Letterhead, fen: Json) -> str | None:
    """Yuan and fen, as written on a bill: 20.00."""
    return head["fee"].format(yuan=f"{fen // 100}.{fen % 100:02d}") if isinstance(fen, int) and fen else None


def _text(value: Json) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _paragraphs(kind: Kind, told: Mapping[str, str], defects: Sequence[str]) -> list[str]:
    """The paragraphs whose values are all there, filled; a list of defects is a numbered line each."""
    found: list[str] = []
    for text in kind.says:
        if text == f"{{{LIST}}}":
            found += [f"{n}. {one}" for n, one in enumerate(defects, 1)]
        elif names_in(text) <= told.keys():
            found += _lines(text.format_map(told))
    return found


def _lines(text: str) -> Iterable[str]:
    """What a person wrote may have several lines: each is a paragraph."""
    return (line.strip() for line in text.splitlines() if line.strip())


def _defects(event: Values, scene: Scene) -> list[str]:
    """Each thing that is wrong, after the name of what it is wrong with."""
    return [_defect(cast(JsonObject, one), scene) for one in cast(Sequence[Json], _note(event).get("defects", ()))]


def _defect(one: JsonObject, scene: Scene) -> str:
    values = cast(JsonObject, one.get("values") or {})
    says = str(values.get("says") or one.get("code"))
    label = _label(str(one.get("field", "")), scene)[:LONGEST_TITLE]
    return f"{label}：{says}" if label and label not in says else says


def _label(name: str, scene: Scene) -> str:
    """What the person knows this field or material as; nothing for what is neither."""
    bare = name.removeprefix("materials.").removeprefix("answers.")
    for _, material in scene.materials:
        if material.id == bare:
            return material.label
    field = scene.fields.get(bare)
    return field.name if field else ""
