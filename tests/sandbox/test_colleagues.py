"""The page of the pretend colleagues."""

import pytest

from sandbox.colleagues import code_at
from tests.sandbox.world import Caller

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B: the ASCII digits 1 to 0, twice


@pytest.mark.parametrize(("second", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    assert code_at(RFC_SECRET, second * 1000) == code


async def test_the_page_shows_who_sits_where_and_the_code_of_this_half_minute(box: Caller) -> None:
    page = (await box.http.get("/sandbox/colleagues")).text
    staff = (await box.http.get("/sandbox/staff")).json()["items"]
    for one in staff:
        assert f">{one['name']}<" in page
        assert f">{one['department']}<" in page
