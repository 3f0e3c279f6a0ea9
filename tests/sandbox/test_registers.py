"""The data-sharing platform and the operator: signed calls, granted fields, and what each person's records say."""

import base64
import io
from datetime import date

import pytest
from PIL import Image

from tests.sandbox.world import Caller

ASKED = {"request_id": "r1", "purpose": "p", "subject": {"name": "x", "id_number": "y"}, "fields": ["is_local"]}
POPULATION = "share/population/v1/query"


async def test_the_population_register_tells_what_was_asked_and_no_more(box: Caller) -> None:
    answer = (await box.query("population", (await box.people())["zhang-guolin"], "is_local", "region")).json()
    assert (answer["code"], answer["request_id"]) == ("0000", "r1")
    assert answer["data"] == {"is_local": True, "region": "990101001001"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"secret": "wrong"}, "2001"),
        ({"sign": "0" * 64}, "2001"),
        ({"app": "somebody"}, "2001"),
        ({"nonce": ""}, "2001"),
        ({"time": "1700000000000"}, "2002"),
        ({"time": "noon"}, "2002"),
    ],
)
async def test_a_badly_signed_call_is_refused(box: Caller, changed: dict[str, str], code: str) -> None:
    assert (await box.share(POPULATION, ASKED, **changed)).json()["code"] == code


async def test_a_nonce_serves_once(box: Caller) -> None:
    answers = [(await box.share(POPULATION, ASKED, nonce="n1")).json()["code"] for _ in range(2)]
    assert answers == ["1001", "2001"]


async def test_a_field_that_was_not_granted_is_refused(box: Caller) -> None:
    answer = await box.query("population", (await box.people())["zhang-guolin"], "is_local", "religion")
    assert answer.json()["code"] == "2003"


@pytest.mark.parametrize("wrong", [{**ASKED, "purpose": ""}, {**ASKED, "fields": []}, [], "x"])
async def test_a_question_without_purpose_or_fields_is_refused(box: Caller, wrong: object) -> None:
    assert (await box.share(POPULATION, wrong)).json()["code"] == "1000"


async def test_a_wrong_name_is_no_record(box: Caller) -> None:
    person = (await box.people())["zhang-guolin"]
    assert (await box.query("population", {**person, "name": "李四"}, "is_local")).json()["code"] == "1001"


async def test_each_persona_is_what_it_says(box: Caller) -> None:
    people = await box.people()

    async def ask(key: str, register: str, *fields: str) -> object:
        answer = (await box.query(register, people[key], *fields)).json()
        return answer["data"] or answer["code"]

    assert await ask("feng-baoshan", "household", "is_member") == "1001"
    assert await ask("wu-yongqing", "population", "is_local") == {"is_local": False}
    assert await ask("wu-yongqing", "household", "is_member") == {"is_member": True}
    assert await ask("sun-meifang", "licences", "residence_permit") == {"residence_permit": None}
    permit = await ask("zhao-dezhi", "licences", "residence_permit")
    assert isinstance(permit, dict)
    assert permit["residence_permit"]["valid_until"] > "2026"
    assert await ask("ma-yuzhen", "licences", "residence_permit") == "0000"
    assert await ask("he-jing", "marriage", "spouse_name") == {"spouse_name": "林浩"}
    assert await ask("guo-lei", "birth", "sex", "hospital") == {"sex": "male", "hospital": "西岭区人民医院"}
    assert await ask("zhang-min", "birth", "is_recorded") == "1001"
    assert await ask("tang-yulan", "licences", "id_card.photo") == {"id_card": {"photo": None}}


async def test_a_card_of_ten_years_ends_next_month(box: Caller) -> None:
    answer = (await box.query("licences", (await box.people())["deng-kai"], "id_card")).json()
    ends_in = date.fromisoformat(answer["data"]["id_card"]["valid_until"]) - date.fromisoformat(answer["as_of"])
    assert 15 <= ends_in.days <= 45


async def test_an_identity_card_carries_a_small_portrait_and_a_masked_number(box: Caller) -> None:
    person = (await box.people())["he-jing"]
    card = (await box.query("licences", person, "id_card")).json()["data"]["id_card"]
    photo = base64.b64decode(card["photo"])
    picture = Image.open(io.BytesIO(photo))
    assert (picture.format, picture.size) == ("PNG", (295, 413))
    assert len(photo) < 20_000
    assert person["id_number"] not in str(card)
    assert card["valid_until"] is not None


async def test_names_and_numbers_are_compared(box: Caller) -> None:
    person = (await box.people())["zhang-guolin"]

    async def agree(name: str, id_number: str) -> str:
        answer = await box.share("share/population/v1/agree", {"name": name, "id_number": id_number})
        return str(answer.json()["data"]["result"])

    assert await agree(person["name"], person["id_number"].lower()) == "agree"
    assert await agree("李四", person["id_number"]) == "differ"
    assert await agree(person["name"], "11010519491231002X") == "no_record"


async def test_the_operator_compares_three_elements(box: Caller) -> None:
    people = await box.people()
    one, two, father, child = (people[key] for key in ("zhang-guolin", "li-xiulan", "xu-wenhua", "xu-xiaotong"))
    assert await box.elements(one["name"], one["id_number"], one["phone"]) == "agree"
    assert await box.elements(one["name"], one["id_number"], two["phone"]) == "differ"
    assert await box.elements(one["name"], one["id_number"], "13800138000") == "no_record"
    assert await box.elements(father["name"], father["id_number"], father["phone"]) == "differ"
    assert await box.elements(child["name"], child["id_number"], father["phone"]) == "agree"
