"""Notices of law through the API: one's own as pages, checkable by anybody, and an office that calls."""

import re
from collections.abc import Callable

from tests.api.conftest import Caller, picture, until
from tests.core.licences.test_document import written

As = Callable[[str], Caller]
CODE = re.compile(r"核验码 ((?:[0-9A-Z]{4} ?){4})")


def test_ones_own_notices_are_pages_that_anybody_may_check_and_nobody_else_may_read(
    as_person: As, stranger: Caller
) -> None:
    he, other = as_person("zhao-dezhi"), as_person("li-xiulan")
    sheet = he.begin(pickup="electronic")
    assert he.upload(sheet["id"], picture()).status_code == 201
    sheet = he.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
    assert he.submit(sheet).status_code == 200
    told = until(lambda: he.get(f"/applications/{sheet['id']}").json()["documents"] or None)
    assert "acceptance_receipt" in {one["kind"] for one in told}
    for one in told:
        page = he.get(f"/documents/{one['id']}.pdf")
        assert page.headers["content-type"] == "application/pdf"
        assert "private" in page.headers["cache-control"] or "no-store" in page.headers["cache-control"]
        text = written(page.content)
        assert he.person["name"] in text
        assert one["number"] in text
        assert other.get(f"/documents/{one['id']}.pdf").status_code == 404
        assert stranger.get(f"/documents/{one['id']}.pdf").status_code == 401
        found = CODE.search(text)
        assert found
        checked = stranger.get(f"/verify/{found[1].replace(' ', '')}").json()
        assert (checked["valid"], checked["kind"], checked["number"]) == (True, one["kind"], one["number"])
        assert (checked["holder"], checked["issued_by"]) == ("赵**", "东湖区民政局")
        people = stranger.http.get(f"/verify/{found[1].replace(' ', '')}").text
        assert one["title"] in people
        assert he.person["name"] not in people


def test_an_office_that_is_not_there_or_not_who_it_says_is_not_heard(stranger: Caller) -> None:
    assert stranger.http.post("/callbacks/offices/nobody", content=b"{}").status_code == 404
    for body in (b"{}", b"", b"[]", b"\xff", b'{"number": "1", "reference": "2", "state": "approved"}'):
        answer = stranger.http.post("/callbacks/offices/medical_insurance", content=body)
        assert (answer.status_code, answer.json()) == (401, {"code": "2001"})
