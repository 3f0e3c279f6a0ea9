"""The city this process serves: its scenes, items, departments and calendar. Set once, when the parts meet."""

from dataclasses import dataclass
from datetime import date

from core.calendar import Calendar, CalendarMissing
from core.clocks import due_on, known
from core.only import Only
from core.scenes import City


@dataclass(frozen=True)
class House:
    city: City
    calendar: Calendar


house = Only[House]("no city is loaded yet: core.house.open_house comes first")


def open_house(city: City, calendar: Calendar) -> None:
    """Only bootstrap, the command line and tests call this."""
    house.use(House(city, calendar))


def working_days_from(on: date, days: int) -> date | None:
    """The last day of a limit of so many working days from `on`; None while the calendar cannot tell."""
    try:
        return known(due_on(on, days, house().calendar))
    except CalendarMissing:  # a clock that is far off: a page says the days without a date
        return None


def department_name(slug: str) -> str:
    """What people call it; the slug itself once the city has renamed it away."""
    department = house().city.departments.get(slug)
    return department.name if department else slug
