"""The stories of the house in production's shape: each call of a story meets another process."""

import httpx

from tests.production.citizen import Someone
from tests.production.rehearsal import Rehearsal


def someone(rehearsal: Rehearsal, person: str) -> Someone:
    return Someone(rehearsal, rehearsal.people()[person]).sign_in()


def test_no_pretend_world_is_served_in_production(rehearsal: Rehearsal) -> None:
    for address in rehearsal.addresses:
        assert httpx.get(f"{address}/sandbox/people").status_code == 404
        assert httpx.get(f"{address}/readyz").json()["status"] == "ready"


def test_an_old_man_gets_his_card_whichever_process_answers(rehearsal: Rehearsal) -> None:
    he = someone(rehearsal, "zhang-guolin")
    handed_in = he.hand_in("senior-card", uploads=("photo",), pickup="electronic")
    done = he.waits_for(handed_in["id"], "done")
    assert [case["result"] for case in done["cases"]] == ["approved"]
    shown = he.post(f"/licences/{done['licences'][0]['id']}/show")
    assert he.get(f"/verify/{shown['code']}")["valid"] is True
    assert any(handed_in["query_code"][:4] in text for text in he.texts())
