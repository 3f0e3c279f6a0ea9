"""`python -m tests.miniprogram.pictures`: an old man gets his card in the WeChat package, for the README to show."""

import sys
import tempfile
from pathlib import Path

from tests.e2e.miniprogram_host.host import chromium, host
from tests.h5.pictures import PLACE, strip
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.conftest import citizen
from tests.miniprogram.packages import package
from tests.services.house import running_house

MAN, AGE = "张国林", "66"


def shots(man: Citizen, place: Path) -> list[Path]:
    """The way from the first screen to the licence."""
    taken: list[Path] = []

    def take(name: str) -> None:
        taken.append(man.phone.shot(place / f"{name}.png"))

    man.phone.open()
    man.sees("我要办老年证")
    take("1-home")
    man.searches("lnz", "我要办老年证")
    man.press("看我能不能办")
    man.answers({"周岁": AGE, "户口": "在"})
    man.sees("您可以办")
    take("2-answer")
    man.press("开始办")
    man.proves()
    man.comes_to("apply/sheet")
    man.chooses("老年证怎么给您？", "电子证")
    take("3-sheet")
    man.press("继续")
    man.sends()
    man.press("看办到哪了")
    man.comes_to("apply/progress")
    man.sees("办好了")
    take("4-progress")
    man.press("老年人优待证")
    man.comes_to("mine/licence")
    man.sees("出示给人看")
    take("5-licence")
    return taken


def main() -> int:
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="zb-pictures-"))
    place.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        running_house(data=Path(data) / "data") as house,
        chromium() as browser,
        host("weapp", package("weapp"), browser=browser) as held,
    ):
        taken = shots(citizen(lambda _: held, house, MAN, "weapp"), place)
    strip(taken, PLACE / "mini-program.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
