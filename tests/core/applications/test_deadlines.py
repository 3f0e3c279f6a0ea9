"""The day a person is given is the day of what they have to do, not that of the offices' answer."""

from core.applications import listing, move, one
from core.applications.history import By
from core.applications.tracking import track
from core.citizens import Caller
from tests.core.applications.branches import Branch, by_slug
from tests.core.applications.test_branches import CLERK, PAPER, WHY, again, go, handed_in, small, worked
from tests.core.applications.world import person

__all__ = ["small"]  # the fixture: a small city and a database


async def days_of(caller: Caller) -> tuple[str, str | None, str | None]:
    """State, the day to act by and the day of the answer, the same in the list and on the page."""
    (listed,) = (await listing(caller)).items
    view = await one(caller, listed.id)
    assert (view.state, view.act_by, view.due_on) == (listed.state, listed.act_by, listed.due_on)
    return listed.state, listed.act_by, listed.due_on


async def test_whoever_has_to_pay_reads_the_day_to_pay_by_in_every_list():
    caller = await person()
    loaded = await handed_in(Branch("alone", fee="before_review"), caller=caller)
    state, act_by, due_on = await days_of(caller)
    assert (state, act_by, bool(due_on)) == ("submitted", None, True)
    await move(by_slug(loaded)["alone"].id, "accept", CLERK)
    await worked()
    state, act_by, due_on = await days_of(caller)
    loaded = await again(loaded)
    assert (state, act_by) == ("to_pay", by_slug(loaded)["alone"].marks.pay_by)
    assert act_by != due_on
    assert loaded.application.query_code
    assert (await track(loaded.application.query_code, "0001")).act_by == act_by
    await go(loaded, "alone", ("paid", By("cashier")))
    assert (await days_of(caller))[:2] == ("in_progress", None)


async def test_of_several_things_to_do_the_first_day_counts_and_none_is_left_once_all_is_done():
    caller = await person()
    loaded = await handed_in(Branch("slow"), Branch("owing", materials=(PAPER,)), promises=("paper",), caller=caller)
    for slug in ("slow", "owing"):
        await move(by_slug(loaded)[slug].id, "accept", CLERK)
    await worked()
    owed_on = (await again(loaded)).promises[0].owed_on
    assert (await days_of(caller))[:2] == ("needs_you", owed_on)
    loaded = await go(loaded, "slow", ("ask_correction", CLERK))
    correct_by = by_slug(loaded)["slow"].marks.correct_by
    assert correct_by
    assert owed_on
    assert (await days_of(caller))[1] == min(correct_by, owed_on)
    for slug, name in (("slow", "void"), ("owing", "void")):
        await move(by_slug(await again(loaded))[slug].id, name, By("supervisor", "boss"), opinion=WHY)
    assert (await days_of(caller))[1] is None
