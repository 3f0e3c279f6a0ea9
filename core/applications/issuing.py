"""An approved case makes its licence, in the commit that certifies it: for the applicant, or for the newborn."""

from datetime import date

from core.applications.case import Case
from core.applications.history import By
from core.applications.judging import judged
from core.applications.loading import Loaded
from core.applications.moving import Moment
from core.house import house
from core.licences import Holder, plan_issue, portrait_of, title_of
from core.rules import value_at
from core.scenes import Judgement, Scene
from core.secret import Name

HOUSE = By("house")
ABOUT_TO = frozenset({"decided", "certifying"})


async def look_out_portraits(loaded: Loaded, scene: Scene) -> None:
    """The photos of the licences that are about to be issued: each may be a file to read."""
    for case in loaded.application.cases.values():
        kind = scene.item(case.item).gives.licence
        if kind and case.state in ABOUT_TO and case.marks.verdict == "approved" and kind not in loaded.portraits:
            loaded.portraits[kind] = await portrait_of(kind, judged(loaded, scene).values)


def issue(loaded: Loaded, scene: Scene, case: Case, when: Moment) -> None:
    """The row of the licence into the application's batch, and the event that tells of it."""
    application, kind = loaded.application, scene.item(case.item).gives.licence
    row = plan_issue(
        kind=kind,
        citizen=loaded.citizen,
        application_id=application.id,
        case_id=case.id,
        department=house().city.departments[case.department],
        region=case.region,
        issued_on=when.today,
        at=when.at,
        photo=loaded.portraits.get(kind),
        until=_last_day(scene.item(case.item).gives.until, judged(loaded, scene)),
        holder=_newborn(scene, judged(loaded, scene)) if scene.unregistered else None,
    )
    application.also.insert("licences", row)
    application.issued[case.id] = str(row["id"])
    data = {"licence_id": str(row["id"]), "kind": kind, "licence": title_of(kind), "identifier": str(row["identifier"])}
    application.record("licence_issued", HOUSE, when.at, case=case, data=data)


def _last_day(path: str, judgement: Judgement) -> date | None:
    """What the register said of the licence whose place this one takes; None where it said nothing."""
    told = value_at(judgement.data, path) if path else None
    return date.fromisoformat(told) if isinstance(told, str) else None


def _newborn(scene: Scene, judgement: Judgement) -> Holder | None:
    """Whom it is about, as the answers tell. None, and then it is the applicant's, where they do not."""
    party = scene.unregistered
    told = {what: judgement.values.get(field) for what, field in party.takes.items()} if party else {}
    name, sex, birthday = (told.get(what) for what in ("name", "sex", "birthday"))
    if not (isinstance(name, str) and isinstance(sex, str) and isinstance(birthday, str)):
        return None
    return Holder(Name(name), None, sex, date.fromisoformat(birthday))
