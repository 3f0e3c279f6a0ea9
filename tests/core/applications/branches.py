"""Small cities for tests of several cases: branches that wait for each other, ask money, or lie with other offices."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.applications.application import Application
from core.applications.case import Case
from core.applications.history import FIRST
from core.applications.limits import Limited
from core.applications.loading import Loaded, Party
from core.applications.moving import Moment
from core.calendar import Calendar, Year
from core.citizens import Citizen
from core.ids import new_id
from core.ports import Facts
from core.rules import Rule
from core.scenes import City, Department, Item, ItemUse, Scene, judge
from core.scenes.elements import (
    Code,
    Decide,
    Fee,
    FeeLine,
    Gives,
    Jurisdiction,
    Limit,
    Material,
    Result,
)

HOLIDAYS = ((date(2026, 12, 31), date(2027, 1, 4)), (date(2027, 2, 5), date(2027, 2, 11)))
CALENDAR = Calendar.of(
    [
        Year(2026, "a test's", HOLIDAYS),
        Year(2027, "a test's", HOLIDAYS),
        Year(2028, "a test's"),
        Year(2029, "", (), published=False),
    ]
)
TASK = Code("992000101001", "11990100MB1001013F3992000101001")
OFFICE = Department(
    "the-office", "云川市某局", "市某局", "any", "990100000000", "11990100MB1001013F", "0900-1", address="一号"
)
CARD = (FeeLine("card", "工本费", 2000, basis="某号文件"),)
DAYS = 3  # working days that every branch promises


@dataclass(frozen=True)
class Branch:
    """One item of the scene. `fee`: when it is asked, if at all. `by_hand`: its result has to be printed."""

    slug: str
    after: tuple[str, ...] = ()
    fee: str | None = None
    office: bool = False
    by_hand: bool = False
    go_on: bool = False
    deemed: bool = False
    licence: str = ""
    rule: Rule | None = None
    materials: tuple[Material, ...] = ()
    feeds: dict[str, str] = field(default_factory=dict)

    def item(self) -> Item:
        handled = Jurisdiction("any", "city", "city")
        plain = Item(self.slug, TASK, f"{self.slug}这件事", "public-service", handled, Limit(DAYS, 20, self.deemed))
        return replace(
            plain,
            fee=Fee("non_tax", "工本费", "某号文件", CARD, when=self.fee) if self.fee else Fee(),  # type: ignore[arg-type]  # one of the two words
            handled_in="office.far_away" if self.office else "desk",
            result=Result("certificate", "证", delivered=("pickup",) if self.by_hand else ("electronic",)),
            gives=Gives(self.licence),
            decide=Decide(self.rule),
            materials=self.materials,
        )

    def use(self) -> ItemUse:
        return ItemUse(self.slug, self.after, feeds=self.feeds, on_denied="go_on" if self.go_on else "stop")


def scene_of(*branches: Branch) -> Scene:
    items = {branch.slug: branch.item() for branch in branches}
    uses = tuple(branch.use() for branch in branches)
    return Scene("a-scene", "几件事一起办", uses, uses_items=items, departments={OFFICE.slug: OFFICE})


def city_of(*branches: Branch) -> City:
    scene = scene_of(*branches)
    return City("990100000000", {scene.slug: scene}, scene.uses_items, scene.departments)


def limits_of(scene: Scene) -> Limited:
    return Limited(scene, CALENDAR)


def noon(day: date) -> Moment:
    """In China."""
    return Moment(((day - date(1970, 1, 1)) // timedelta(days=1)) * 86_400_000 + 4 * 3_600_000, day)


def handed_in(scene: Scene, day: date, confirm_by: str | None = None) -> Loaded:
    """Opened and not begun, as submission leaves it; `confirm_by`: somebody was asked to confirm."""
    application = Application(
        new_id(), new_id(), scene.slug, "v1", "990100000000", "draft", 1, 0, FIRST, submitted_at=noon(day).at
    )
    ids = {use.item: new_id() for use in scene.items}
    for position, use in enumerate(scene.items):
        after = tuple(ids[before] for before in use.after)
        number, place = f"n{position}", (OFFICE.slug, OFFICE.region)
        application.put(Case(ids[use.item], use.item, number, *place, "submitted", position, after))
    loaded = Loaded(application, Citizen(application.citizen_id, 3, 1, None, None, None), b"", None, (), "h5", 1)
    loaded.judgement = judge(scene, Facts(), {}, day)
    if confirm_by:
        loaded.parties = (Party(new_id(), "co_applicant", None, "invited", confirm_by, "index"),)
    application.refold(noon(day).at)
    return loaded


def by_slug(loaded: Loaded) -> dict[str, Case]:
    return {case.item: case for case in loaded.application.cases.values()}


def kinds_of(loaded: Loaded) -> list[str]:
    return [str(event["kind"]) for event in loaded.application.events]


def slugs_of(cases: Iterable[Case]) -> set[str]:
    return {case.item for case in cases}
