"""The house as a person starts it: it answers, says what it is ready for, and the first page is one for everybody."""

from playwright.async_api import Page

from tests.e2e.looking import first_view, keyboard_faults, sideways_at_200_percent, violations
from tests.services.house import House

FIRST_VIEW = 15 * 1024  # bytes, gzip


async def test_the_first_page_is_one_for_everybody(phone: Page, served: House) -> None:
    await phone.goto("/")
    assert await phone.title()
    assert await violations(phone) == []
    assert await keyboard_faults(phone) == []
    assert await sideways_at_200_percent(phone) == []


async def test_the_first_view_is_light(phone: Page, served: House) -> None:
    cost = await first_view(phone, "/")
    assert sum(cost.values()) <= FIRST_VIEW, cost


async def test_the_first_page_needs_no_script(phone_without_script: Page) -> None:
    await phone_without_script.goto("/")
    assert await phone_without_script.locator("main form").count() >= 1


async def test_the_pretend_people_are_there_to_sign_in_with(served: House) -> None:
    people = served.people()
    assert len(people) >= 12
    assert all(set(person) >= {"id", "name", "id_number", "phone", "says"} for person in people)
