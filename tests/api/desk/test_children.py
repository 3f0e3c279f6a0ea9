"""A group of answers on the sheet of an officer: in words, entry by entry; put right as a whole."""

from typing import Any

from tests.api.conftest import Caller, a_permit
from tests.api.desk.conftest import As
from tests.api.desk.test_desk import HERE, case_of

CHILDREN = [
    {"name": "许小满", "relation": "child", "papers": "has", "id_number": "990101201905120026"},
    {"name": "许小雪", "relation": "child", "papers": "none", "birthday": "2026-08-01"},
]


def test_an_officer_reads_every_child_and_may_ask_for_them_again(officer: As, citizen: Caller) -> None:
    sheet = a_permit(citizen)
    body = {"version": sheet["version"], "answers": {"children": CHILDREN}}
    told = citizen.post(f"/applications/{sheet['id']}/answers", body).json()
    sent: dict[str, Any] = citizen.submit(told).json()
    here, case_id = officer(HERE), case_of(sent)
    (seen,) = [one for one in here.case(case_id)["answers"] if one["id"] == "children"]
    assert seen["value"] == CHILDREN
    assert seen["text"] == (
        "姓名：许小满，和您的关系：子女，身份证号：有，孩子的身份证号：990101 20190512 0026；"
        "姓名：许小雪，和您的关系：子女，身份证号：还没有，出生日期：2026年8月1日"
    )
    items = [{"id": "children", "says": "大的那个姓名和户口簿不一样"}]
    assert here.move(case_id, "ask_correction", opinion="看下孩子的姓名", items=items).status_code == 200
    path = f"/applications/{sent['id']}"
    version = citizen.get(path).json()["version"]
    halfway = citizen.post(f"{path}/correct", {"version": version, "answers": {"children": [{"name": "许小曼"}]}})
    assert [one["field"] for one in halfway.json()["errors"]] == ["children[0].relation", "children[0].papers"]
    right = [{**CHILDREN[0], "name": "许小曼"}, CHILDREN[1]]
    done = citizen.post(f"{path}/correct", {"version": version, "answers": {"children": right}})
    assert done.json()["state"] == "submitted", done.text
