"""A small city where a child is registered: two items, one after the other, and a second parent who has to say yes."""

from dataclasses import replace

from core.applications import begin, submit
from core.calendar import Calendar
from core.citizens import Caller
from core.house import open_house
from core.json import Json
from core.rules import compile_rule
from core.scenes import City, Department, Field, Item, ItemUse, Scene
from core.scenes.clauses import Party
from core.scenes.elements import Code, Fee, FeeLine, Jurisdiction, Limit, Place, Visits
from tests.conftest import ROOT
from tests.core.applications.world import LOCAL, Told, id_number, person

TITLE, OTHER = "孩子出生了", "孩子的另一位家长"
MOTHER, FATHER, SOMEBODY = "19900990001", "19900990002", "19900990003"
MOTHER_BORN, FATHER_BORN = "19930301", "19920507"
CHILD = "林小满"
TASK = Code("992000101001", "11990100MB1001013F3992000101001")
HEALTH = Department("health", "云川市卫生健康委", "市卫健委", "health", "990100000000", "11990100MB1001013F", "0900-1")
POLICE = Department(
    "police", "云川市公安局", "市公安局", "public-security", "990100000000", "11990100MB1001013F", "0900-2"
)


def _item(slug: str, name: str, department: str, **more: object) -> Item:
    handled = Jurisdiction(department, "city", "city")
    return replace(Item(slug, TASK, name, "public-service", handled, Limit(3, 20)), **more)  # type: ignore[arg-type]  # a test's shorthand


FORM = (
    Field("alone", "choice", label="一个人带孩子", options={"yes": "是", "no": "不是"}),
    Field("baby_name", "text", label="孩子的姓名"),
    Field("other_name", "text", label="对方姓名", when=compile_rule({"==": [{"var": "alone"}, "no"]})),
    Field("other_id_number", "id_number", label="对方身份证号", when=compile_rule({"==": [{"var": "alone"}, "no"]})),
    Field("other_phone", "phone", label="对方手机号", when=compile_rule({"==": [{"var": "alone"}, "no"]})),
)
FROM = {"name": "other_name", "id_number": "other_id_number", "phone": "other_phone"}
PARTIES = {
    "co_applicant": Party(OTHER, ("confirms",), takes=FROM, confirm_within=10),
    "subject": Party("孩子", ("unregistered",), takes={"name": "baby_name"}),
}
FEE = Fee("service", "工本费", "某号文件", (FeeLine("card", "工本费", 2000, basis="另一号文件"),))
PLACE = Place("云川市政务服务中心", "望江路 1 号", "周一至周五", "0900-3")


def small_city() -> City:
    items = {
        "birth": _item("birth", "出生医学证明", "health"),
        "household": _item(
            "household", "出生登记", "public-security", fee=FEE, visits=Visits(1, "核对原件"), places=(PLACE,)
        ),
    }
    departments = {one.slug: one for one in (HEALTH, POLICE)}
    uses = (ItemUse("birth"), ItemUse("household", after=("birth",)))
    scene = Scene("child", TITLE, uses, parties=PARTIES, form=FORM, uses_items=items, departments=departments)
    return City("990100000000", {scene.slug: scene}, items, departments)


def open_small_city() -> None:
    open_house(small_city(), Calendar.load(ROOT / "city" / "calendar"))


async def mother() -> Caller:
    return await person(MOTHER, MOTHER_BORN, "何静")


async def father(phone: str = FATHER, name: str = "林浩") -> Caller:
    """`phone` gives the number its last signs: another phone is another person."""
    return await person(phone, FATHER_BORN, name)


def number_of(phone: str, born: str) -> str:
    return id_number(born, phone[-3:])


def answers(**changed: Json) -> dict[str, Json]:
    """As the mother fills it in."""
    both: dict[str, Json] = {
        "other_name": "林浩",
        "other_id_number": number_of(FATHER, FATHER_BORN),
        "other_phone": FATHER,
    }
    return {"alone": "no", "baby_name": CHILD, **both, **changed}


async def submitted(caller: Caller, **changed: Json) -> str:
    """Handed in by `caller`; answers the application's id."""
    told = Told(LOCAL)
    begun = await begin(caller, "child", answers(**changed), knowledge=told)
    consents = tuple(consent.id for consent in begun.consents)
    return (await submit(caller, begun.id, begun.version, consents=consents, knowledge=told)).id
