"""What a verified certificate itself says: age, birthday, sex. Facts for rules, with their source."""

from datetime import date

from core.citizens.citizen import Citizen
from core.codes.id_number import age_on, birthday_of, sex_of
from core.json import Json
from core.ports import Fact, Facts

SUBJECT_PATHS = frozenset(
    {"subject.name", "subject.id_number", "subject.phone", "subject.age", "subject.birthday", "subject.sex"}
)
SOURCE = "居民身份证"


def subject_facts(citizen: Citizen | None, today: date) -> Facts:
    """The `subject.*` facts of this citizen on `today`; of nobody, or before verification, all unknown."""
    if citizen is None or citizen.id_number is None or citizen.name is None:
        return Facts({}, SUBJECT_PATHS)
    number = citizen.id_number.reveal()
    values: dict[str, Json] = {
        "subject.name": citizen.name.reveal(),
        "subject.id_number": number,
        "subject.age": age_on(number, today),
        "subject.birthday": birthday_of(number).isoformat(),
        "subject.sex": sex_of(number),
        "subject.phone": citizen.phone.reveal() if citizen.phone else None,
    }
    return Facts({path: Fact(value, SOURCE, today) for path, value in values.items()})
