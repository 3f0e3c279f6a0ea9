"""A newborn's insurance under way on both databases, and the pretend bureau that decides it, with the callbacks where
the house would have them.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

import offices
from core import crypto, db, faults, outbox, serials
from core.applications import move
from core.applications.drafts import ANSWERS
from core.applications.history import FIRST, By
from core.applications.knowing import Known, sealed
from core.applications.versions import publish
from core.citizens import Caller
from core.house import house, open_house
from core.ids import new_code, new_id
from core.json import Json, encode
from core.ports import Facts
from core.scenes import City
from core.time import now_ms
from offices import handing_over, systems
from offices.hearing import hear
from tests.core.applications.world import person
from tests.vendors.pretend import QUICK, World, world

OFFICE, ITEM = "medical_insurance", "newborn-insurance"
ANSWERS_GIVEN: dict[str, Json] = {
    "born_in": "here",
    "couple": "married",
    "household": "here",
    "certificate": "not_yet",
    "insured": "employee",
    "baby_name": "林小满",
    "baby_sex": "female",
    "born_on": "2026-10-20",
    "hospital": "云川市妇幼保健院",
    "i_am": "mother",
    "other_name": "林浩",
    "other_phone": "19900990012",
    "follow": "mine",
    "card_by": "post",
    "address": "湖东区柳溪街道柳荫社区 5 号",
    "bank": "云川银行",
    "account": "6217000012345678",
}


@dataclass
class Bureau:
    """The pretend bureau as a tester steers it, and what it has been told."""

    pretend: World
    calls: list[tuple[dict[str, str], bytes, int]] = field(default_factory=list)
    deaf: bool = False

    async def mood(self, outcome: str) -> None:
        answer = await self.pretend.ask.post(f"/sandbox/offices/{OFFICE}", json={"outcome": outcome})
        assert answer.status_code == 200, answer.text

    async def says(self, number: str, outcome: str, **more: Json) -> None:
        answer = await self.pretend.ask.post(f"/sandbox/offices/{OFFICE}/{number}", json={"outcome": outcome, **more})
        assert answer.status_code == 200, answer.text

    async def cases(self) -> list[dict[str, Json]]:
        return list((await self.pretend.ask.get("/sandbox/offices")).json()["items"])

    async def hear(self, request: Request) -> Response:
        """As the house would."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.body()
        if self.deaf:
            return Response(status_code=503)
        reply = await hear(request.path_params["office"], headers, body)
        self.calls.append((headers, body, reply.status))
        return Response(reply.body, reply.status, media_type="application/json")


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path) -> Iterator[None]:
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        yield


@pytest.fixture
async def bureau(tmp_path: Path, database: str, city: City) -> AsyncIterator[Bureau]:
    """Everything open: the city, the database, the sandbox, the consumer. The bureau says nothing by itself."""
    open_house(city, house().calendar)
    outbox.forget_consumers()
    serials.forget_blocks()
    handing_over.register()
    await publish()
    made: list[Bureau] = []

    def callbacks() -> list[BaseRoute]:
        async def heard(request: Request) -> Response:
            return await made[0].hear(request)

        return [Route("/callbacks/offices/{office}", heard, methods=["POST"])]

    async with world(tmp_path, callbacks, pace=QUICK) as pretend:
        made.append(Bureau(pretend))
        offices.use(systems.every(pretend.outside))
        await made[0].mood("nothing")
        yield made[0]
    offices.use({})
    outbox.forget_consumers()
    faults.disarm()


@dataclass(frozen=True)
class Under:
    """A case in review, whose item an office decides."""

    caller: Caller
    application_id: str
    case_id: str

    async def forward(self) -> None:
        """To the office, and what follows from it, until nothing is left to do at once."""
        await move(self.case_id, "forward", By("house"))
        await work()

    async def case(self) -> db.Row:
        found = await db.row("SELECT state, result, version FROM cases WHERE id = $1", self.case_id)
        assert found is not None
        return found

    async def handover(self) -> db.Row:
        found = await db.row("SELECT * FROM handovers WHERE case_id = $1", self.case_id)
        assert found is not None
        return found

    async def kinds(self) -> list[str]:
        rows = await db.rows("SELECT kind FROM events WHERE application_id = $1 ORDER BY seq", self.application_id)
        return [row["kind"] for row in rows]


async def work() -> None:
    """The worker, until there is nothing to do just now."""
    while await outbox.work_once() + await handing_over.work_once():
        pass


async def due_now() -> None:
    """As if the wait were over."""
    await db.tx(lambda: db.execute("UPDATE handovers SET ask_at = 1, locked_until = NULL WHERE state = 'waiting'"))


async def a_case(phone: str = "19900990011") -> Under:
    """Handed in, accepted, in review."""
    caller = await person(phone, "19950808", "何静")
    scene = house().city.scenes["newborn"]
    application_id, case_id, at = new_id(), new_id(), now_ms()
    batch = db.Batch()
    batch.insert(
        "applications",
        {
            "id": application_id,
            "citizen_id": caller.citizen_id,
            "subject_id": None,
            "scene": scene.slug,
            "scene_version": scene.version,
            "state": "in_progress",
            "version": 1,
            "seq": 0,
            "chain": FIRST,
            "answers": crypto.seal(encode(ANSWERS_GIVEN), ANSWERS),
            "facts": sealed(Known(Facts(), at)),
            "region": "990101000000",
            "channel": "h5",
            "query_code": new_code(),
            "submitted_at": at,
            "created_at": at,
            "updated_at": at,
        },
    )
    batch.insert(
        "cases",
        {
            "id": case_id,
            "application_id": application_id,
            "citizen_id": caller.citizen_id,
            "item": ITEM,
            "number": f"N{new_code(12)}",
            "department": next(one.slug for one in scene.departments.values() if one.does == "medical-insurance"),
            "region": "990101000000",
            "state": "in_review",
            "position": 0,
            "after": "[]",
            "marks": "{}",
            "opened": 1,
            "submitted_at": at,
            "accepted_at": at,
            "version": 1,
        },
    )
    batch.insert(
        "materials",
        {
            "id": new_id(),
            "application_id": application_id,
            "case_id": case_id,
            "material": "birth_certificate",
            "source": "case.birth-certificate",
            "trust": "A",
            "reference": None,
            "state": "kept",
        },
    )
    await db.commit(batch)
    return Under(caller, application_id, case_id)
