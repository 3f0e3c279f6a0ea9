"""A paper that may follow: promised before sending, shown with its day while the rest goes on, brought later."""

from pathlib import Path

import pytest

from tests.h5.filling import enter, fill, picture
from tests.h5.walking import Take
from tests.services.house import House


@pytest.mark.parametrize("elder", [False, True], ids=["standard-no-script", "elder"])
def test_a_promised_paper_is_brought_later(in_hall: Take, hall: House, tmp_path: Path, elder: bool) -> None:
    woman = in_hall("马玉珍" if elder else "马玉珍", script=elder)
    if elder:
        woman.page.goto(woman.address)
        woman.page.get_by_role("button", name="长辈版").click()
    enter(woman, "senior-card", {"户口": "不在", "居住证": "有", "多大": "65", "办过": "没办过", "年龄": "65"})
    fill(woman, {"老年证怎么给您": "电子证"})
    assert woman.heading == "居住证"
