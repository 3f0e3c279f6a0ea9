"""The front page and finding: what waits for this person first, then what people often ask for."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.asking import asked_of
from api.h5.drawing import drawing
from api.h5.pages import page, voice_of
from api.h5.shown import Row
from api.h5.telling import icon, scene_row
from api.h5.words import Words
from api.visits import Visit, Visitor
from core import applications
from core.applications import Listed
from core.citizens.verifying import THREE_ELEMENTS
from core.house import house
from core.scenes import Scene
from core.time import today

router = APIRouter()
OFTEN, OFTEN_ELDER = 6, 3
LONGEST = 60  # characters of a search
OVER = frozenset({"done", "closed", "partly_done"})
_MIND = frozenset({"needs_you", "to_pay"})
_RUNS = frozenset({"submitted", "in_progress"})
_ICON = {"draft": "edit", "needs_you": "bell", "to_pay": "coin", "done": "check"}
_FIRST = ("needs_you", "to_pay", "draft")


@router.get("/")
async def home(request: Request, visit: Visitor) -> Response:
    voice = voice_of(request, visit)
    say = voice.words
    often = _popular()[: OFTEN_ELDER if voice.elder else OFTEN]
    checks = [
        Row("/track", say("home.track"), say("home.track_says"), "clock"),
        Row("/real", say("home.real"), say("home.real_says"), "shield"),
        Row("/verify", say("home.verify"), say("home.verify_says"), "code"),
    ]
    return page(
        request,
        visit,
        "home",
        continuing=await _continuing(visit, say),
        scenes=[scene_row(scene, say) for scene in often],
        more_scenes=len(_popular()) if len(often) < len(_popular()) else 0,
        checks=checks,
    )


@router.get("/search")
async def search(request: Request, visit: Visitor, q: str = "") -> Response:
    say, asked = voice_of(request, visit).words, q.strip()[:LONGEST]  # who pastes a whole letter is still looking
    found = house().city.search(asked) if asked else _popular()
    often = [scene_row(scene, say) for scene in _popular()[:OFTEN_ELDER]]
    return page(request, visit, "search", q=asked, found=[scene_row(scene, say) for scene in found], scenes=often)


def _popular() -> list[Scene]:
    """Every scene: those the city's look names first, in its order; then the others, in the city's."""
    scenes = house().city.scenes
    first = [scenes[slug] for slug in drawing().look.popular if slug in scenes]
    return first + [scene for scene in scenes.values() if scene not in first]


def application_row(listed: Listed, say: Words) -> Row:
    """One application in a list: where it stands, in words; what waits for the person is marked and led to."""
    if "confirm" in listed.actions:
        by = listed.confirm_by
        says = say("confirm.row_by", date=say.day(by)) if by else say("confirm.row")
        return Row(f"/a/{listed.id}/confirm", listed.title, says, "people", "mind")
    others = listed.state in _MIND and not listed.actions  # it waits for somebody, but not for the one who looks
    key = "draft" if listed.state == "draft" else "needs_other" if others else listed.state
    says = say("home.draft") if key == "draft" else say(f"progress.state.{key}")
    says = say("facts.joined").join((says, *_last_day(listed, say)))
    tone = "mind" if listed.state in _MIND and not others else ""
    place = "/pay" if "pay" in listed.actions else ""
    return Row(f"/a/{listed.id}{place}", listed.title, says, _ICON.get(listed.state, "clock"), tone)


def _last_day(listed: Listed, say: Words) -> list[str]:
    """The day the person must keep where something waits for them; the day of the answer only where nothing does."""
    day = listed.act_by if listed.state in _MIND else listed.due_on if listed.state in _RUNS else None
    if day is None:
        return []
    return [say("row.over" if day < today().isoformat() and listed.act_by else "row.due", date=say.day(day))]


def _who_are_you(visit: Visit, say: Words) -> list[Row]:
    """Who was asked to confirm something is known by their number, so an invitation shows once that was checked."""
    if visit.caller is None or visit.caller.assurance >= THREE_ELEMENTS:
        return []
    return [Row("/verify-me?next=/", say("me.verify"), say("home.verify_to_confirm"), "shield")]


def _urgency(listed: Listed) -> int:
    """What waits for this person's word, hand or money comes first, then drafts, then what runs by itself."""
    if "confirm" in listed.actions:
        return -1
    return _FIRST.index(listed.state) if listed.actions and listed.state in _FIRST else len(_FIRST)


async def _continuing(visit: Visit, say: Words) -> list[Row]:
    """What waits for the person first; then what is under way; then guides half answered."""
    open_now: list[Listed] = []
    if visit.caller:
        listing = await applications.listing(visit.caller, None, 10, None)
        open_now = [one for one in listing.items if one.state not in OVER]
        open_now.sort(key=_urgency)
    scenes = house().city.scenes
    begun = {one.scene for one in open_now}
    guides = [
        Row(f"/s/{slug}/q", scene.title, say("home.guide"), icon(scene.icon))
        for slug, scene in scenes.items()
        if slug not in begun and asked_of(visit.notes, slug)
    ]
    return [application_row(one, say) for one in open_now] + guides + _who_are_you(visit, say)
