"""What people type, as it is kept; what does not fit, with a code that words can be found for."""

import contextlib
from dataclasses import dataclass, field
from typing import Any

import pytest

from core import kinds
from core.kinds import KindError


@dataclass(frozen=True)
class Asked:
    options: dict[str, str] = field(default_factory=dict)
    min: int | str | None = None
    max: int | str | None = None
    decimals: int = 0
    unit: str = ""
    fields: tuple["Asked", ...] = ()
    id: str = ""
    kind: str = ""
    name: str = ""


PICKUP = Asked(options={"electronic": "电子证", "post": "邮寄", "office": "自取"})
PLACES = Asked(options={"990101001001": "东湖区柳荫街道清源社区"})
CHILDREN = Asked(fields=(Asked(id="name", kind="text", name="名字"),))
UPLOAD = "01jd9k2m3n4p5q6r7s8t9v0w1x"
OTHER_UPLOAD = "01jd9k2m3n4p5q6r7s8t9v0w1y"
KEPT: list[tuple[str, Any, Asked, Any]] = [
    ("text", "  三号楼\n二单元 ", Asked(), "三号楼\n二单元"),
    ("number", "６６", Asked(), 66),
    ("number", "66 岁", Asked(unit="岁"), 66),
    ("number", "1,200", Asked(), 1200),
    ("number", "12.50", Asked(decimals=2), 12.5),
    ("number", "3.0", Asked(), 3),
    ("date", "2026-11-21", Asked(), "2026-11-21"),
    ("date", "2026年1月2日", Asked(), "2026-01-02"),
    ("date", "２０２６/１１/２１", Asked(), "2026-11-21"),
    ("date", "20261121", Asked(), "2026-11-21"),
    ("date", {"year": "1960", "month": "2", "day": "29"}, Asked(), "1960-02-29"),
    ("choice", "post", PICKUP, "post"),
    ("choice", ["post"], PICKUP, "post"),
    ("choices", ["office", "electronic", "office"], PICKUP, ["electronic", "office"]),
    ("choices", "post", PICKUP, ["post"]),
    ("region", "９９０１０１００１００１", PLACES, "990101001001"),
    (
        "address",
        {"region": "990101001001", "street": " 柳荫路  12 号 "},
        PLACES,
        {"region": "990101001001", "street": "柳荫路 12 号"},
    ),
    ("address", "柳荫路 12 号", PLACES, {"region": None, "street": "柳荫路 12 号"}),
    ("phone", "+86 199-0099-0001", Asked(), "19900990001"),
    ("group", [{"name": " 小满 "}, {"name": ""}], CHILDREN, [{"name": "小满"}]),
    ("phone", "１９９００９９０００１", Asked(), "19900990001"),
    ("id_number", "11010519491231002x", Asked(), "11010519491231002X"),
    ("id_number", " 110105 19491231 002Ｘ ", Asked(), "11010519491231002X"),
    ("photo", UPLOAD, Asked(), [UPLOAD]),
    ("file", [UPLOAD, OTHER_UPLOAD, UPLOAD], Asked(), [UPLOAD, OTHER_UPLOAD]),
    ("statement", "yes", Asked(), True),
    ("statement", ["yes"], Asked(), True),
    ("statement", False, Asked(), False),
]
REFUSED: list[tuple[str, Any, Asked, str]] = [
    ("text", 7, Asked(), "not_text"),
    ("text", "短", Asked(min=2), "text_too_short"),
    ("text", "长" * 41, Asked(max=40), "text_too_long"),
    ("text", "\x00", Asked(), "text_unreadable"),
    ("number", "六十", Asked(), "not_a_number"),
    ("number", True, Asked(), "not_a_number"),
    ("number", "1e3", Asked(), "not_a_number"),
    ("number", "66.5", Asked(), "not_whole"),
    ("number", "1.234", Asked(decimals=2), "too_many_decimals"),
    ("number", "-1", Asked(min=0), "number_too_small"),
    ("number", "131", Asked(max=130), "number_too_large"),
    ("date", "2026-02-30", Asked(), "no_such_date"),
    ("date", "昨天", Asked(), "not_a_date"),
    ("date", {"year": "1960", "month": "", "day": "1"}, Asked(), "not_a_date"),
    ("date", "2020-01-01", Asked(min="2021-01-01"), "date_too_early"),
    ("date", "2027-01-01", Asked(max="2026-12-31"), "date_too_late"),
    ("choice", "pigeon", PICKUP, "not_an_option"),
    ("choice", ["post", "office"], PICKUP, "not_an_option"),
    ("choices", ["post", "pigeon"], PICKUP, "not_an_option"),
    ("choices", ["post"], Asked(options=PICKUP.options, min=2), "too_few_chosen"),
    ("choices", ["post", "office"], Asked(options=PICKUP.options, max=1), "too_many_chosen"),
    ("region", "990101001009", PLACES, "not_a_region"),
    ("region", "东湖区", PLACES, "not_a_region"),
    ("address", {"street": "村"}, PLACES, "address_too_short"),
    ("address", {"street": "号" * 121}, PLACES, "address_too_long"),
    ("address", {"region": "110101001001", "street": "长安街 1 号"}, PLACES, "not_a_region"),
    ("address", {"street": "长安街 1 号", "planet": "x"}, PLACES, "not_an_address"),
    ("phone", "0900-6610001", Asked(), "phone_landline"),
    ("phone", "1990099000", Asked(), "phone_length"),
    ("phone", "12900990001", Asked(), "not_a_phone"),
    ("id_number", "110105491231002", Asked(), "id_number_old_15"),
    ("id_number", "110105194912310021", Asked(), "id_number_check_digit"),
    ("id_number", "1101051949123100", Asked(), "id_number_length"),
    ("photo", [UPLOAD, OTHER_UPLOAD], Asked(), "too_many_uploads"),
    ("file", "../../etc/passwd", Asked(), "not_an_upload"),
    ("statement", "perhaps", Asked(), "not_a_statement"),
    ("group", [{"name": 1}], CHILDREN, "not_text"),
    ("group", "x", CHILDREN, "not_a_group"),
]
SHOWN: list[tuple[str, Any, Asked, str]] = [
    ("number", 66, Asked(unit="岁"), "66 岁"),
    ("date", "2026-01-02", Asked(), "2026年1月2日"),
    ("choice", "post", PICKUP, "邮寄"),
    ("choices", ["electronic", "office"], PICKUP, "电子证、自取"),
    ("region", "990101001001", PLACES, "东湖区柳荫街道清源社区"),
    ("address", {"region": "990101001001", "street": "柳荫路 12 号"}, PLACES, "东湖区柳荫街道清源社区柳荫路 12 号"),
    ("phone", "19900990001", Asked(), "199 0099 0001"),
    ("id_number", "11010519491231002X", Asked(), "110105 19491231 002X"),
    ("statement", True, Asked(), "✓"),
    ("group", [{"name": "小满"}, {"name": "小雪"}], CHILDREN, "名字：小满；名字：小雪"),
]


@pytest.mark.parametrize(("kind", "raw", "asked", "kept"), KEPT)
def test_what_people_type_is_kept_in_one_form(kind: str, raw: Any, asked: Asked, kept: Any) -> None:
    found = kinds.get(kind).parse(raw, asked)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(("kind", "kept", "asked"), [(kind, kept, asked) for kind, _, asked, kept in KEPT])
def test_what_is_kept_may_be_given_again(kind: str, kept: Any, asked: Asked) -> None:
    assert kinds.get(kind).parse(kept, asked) == kept


@pytest.mark.parametrize(("kind", "raw", "asked", "code"), REFUSED)
def test_what_does_not_fit_is_refused_with_a_code_for_words(kind: str, raw: Any, asked: Asked, code: str) -> None:
    with pytest.raises(KindError) as wrong:
        kinds.get(kind).parse(raw, asked)
    assert wrong.value.code == code


@pytest.mark.parametrize(("kind", "value", "asked", "words"), SHOWN)
def test_a_kept_value_is_shown_as_people_read_it(kind: str, value: Any, asked: Asked, words: str) -> None:
    assert kinds.get(kind).show(value, asked) == words


@pytest.mark.parametrize("name", sorted(kinds.names()))
def test_a_kind_is_called_as_its_file_and_never_breaks_on_odd_values(name: str) -> None:
    kind = kinds.get(name)
    assert kind.name == name
    for odd in (0, -1.5, True, "x", "", [1], ["x", None], {"a": 1}, {"year": []}, [[]], "\ud800"):
        with contextlib.suppress(KindError):
            kind.parse(odd, PICKUP)


@pytest.mark.parametrize("blank", [None, "", "  ", "　", [], {}, {"year": "", "month": " ", "day": None}])
def test_nothing_given_is_blank(blank: Any) -> None:
    assert kinds.is_blank(blank)


@pytest.mark.parametrize("given", [0, False, "0", [0], {"year": "1960"}])
def test_zero_and_no_are_answers(given: Any) -> None:
    assert not kinds.is_blank(given)


def test_a_kind_nobody_wrote_is_not_there() -> None:
    with pytest.raises(KeyError):
        kinds.get("hologram")
