"""A small city with one thing to apply for, and applications in the database that move through the real graph."""

from dataclasses import replace
from datetime import date

from core import db, licences, outbox
from core.applications.application import Application
from core.applications.case import Case
from core.applications.guards import Opinion
from core.applications.history import FIRST, By
from core.applications.moving import Moment, apply
from core.calendar import Calendar
from core.citizens import sign_in
from core.db import Batch
from core.house import open_house
from core.ids import new_code, new_id
from core.licences.library import Kind, Library, Printed
from core.scenes.city import City
from core.scenes.elements import Code, Jurisdiction, Limit
from core.scenes.item import Item
from core.scenes.places import Department
from core.scenes.scene import ItemUse, Scene
from notifications import writing
from tests.conftest import ROOT
from tests.core.applications.drafted import drafted
from tests.core.applications.plain import PlainLimits

WHEN = Moment(1_795_000_000_000, date(2026, 11, 18))
TITLE, DUE = "我要办老年证", "2026-12-03"
CIVIL = Department("civil", "云川市东湖区民政局", "东湖区民政局", "civil-affairs", "990101000000", "X", "0990-6600001")
POLICE = Department("police", "云川市公安局", "市公安局", "public-security", "990100000000", "Y", "0990-6600002")


def small_city() -> City:
    handled = Jurisdiction("civil-affairs")
    items = {
        slug: Item(slug, Code("990100101001", "T"), name, "public-service", handled, Limit(1, 20))
        for slug, name in (("senior-card", "老年人优待证申领"), ("second", "另一件"))
    }
    uses = tuple(ItemUse(slug) for slug in items)
    scene = Scene("senior-card", TITLE, uses, uses_items=items, departments={"civil": CIVIL, "police": POLICE})
    return City("990100000000", {scene.slug: scene}, items, dict(scene.departments))


def open_city() -> None:
    """The house, its licences and the consumer that writes letters."""
    open_house(small_city(), Calendar.load(ROOT / "city" / "calendar"))
    kind = Kind("senior-card", "老年人优待证", "T", "civil", "", ())
    licences.use(Library({"senior-card": kind}, Printed({}, {}), ""))
    outbox.forget_consumers()
    writing.register()


async def applied(phone: str, offices: tuple[str, ...] = ("civil",)) -> Application:
    """Somebody with this phone hands in an application; one case for each office."""
    citizen = await sign_in("sms", phone, phone)
    scene = small_city().scenes["senior-card"]
    application = Application(
        new_id(), citizen.id, scene.slug, scene.version, "990101000000", "draft", 1, 0, FIRST, due_on=DUE
    )
    await drafted(application, WHEN.at)
    application.query_code, application.submitted_at = new_code(), WHEN.at
    told = {"departments": "、".join(offices)}
    application.record("application_submitted", By("applicant"), WHEN.at, data=told, letter="submitted")
    for position, office in enumerate(offices):
        item = ("senior-card", "second")[position]
        case = Case(new_id(), item, f"N{new_code()}", office, "990101000000", "submitted", position)
        application.put(replace(case, submitted_at=WHEN.at, due_on=DUE))
    return await _kept(application)


async def moved(application: Application, move: str, by: By, opinion: Opinion | None = None) -> Application:
    """The first case moves, as `apply` has it."""
    case = next(iter(application.cases.values()))
    apply(application, case.id, move, by, when=WHEN, limits=PlainLimits(), opinion=opinion)
    return await _kept(application)


async def licensed(application: Application) -> None:
    """A licence for the first case."""
    case = next(iter(application.cases.values()))
    batch = Batch()
    batch.insert(
        "licences",
        {
            "id": new_id(),
            "citizen_id": application.citizen_id,
            "application_id": application.id,
            "case_id": case.id,
            "kind": "senior-card",
            "identifier": new_id(),
            "holder": b"",
            "body": b"",
            "status": "valid",
            "issuer": "civil",
            "region": "990101000000",
            "issued_on": "2026-11-18",
            "version": 1,
            "created_at": WHEN.at,
        },
    )
    await db.commit(batch)


async def _kept(application: Application) -> Application:
    """Written, and as a new reader would load it."""
    application.refold(WHEN.at, application.due_on)
    await db.commit(application.batch(WHEN.at))
    cases = {
        case.id: replace(case, version=case.version + (case.id in application._saved))
        for case in application.cases.values()
    }
    return replace(application, version=application.version + 1, cases=cases, events=[], also=Batch(), _told=[])


async def all_written() -> None:
    """Every letter that events ask for."""
    while await outbox.work_once():
        pass
