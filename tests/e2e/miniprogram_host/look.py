"""A picture of one screen of a built package, as a phone would show it.

python -m tests.e2e.miniprogram_host.look weapp --address http://127.0.0.1:8000 --person ID --page mine/home/index
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Error

from .host import Owner, Phone, host

ROOT = Path(__file__).resolve().parents[3]
ELDER_SCALE = 1.375


def asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="look", description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("platform", choices=["weapp", "alipay"])
    words.add_argument("--address", default="http://127.0.0.1:8000", help="where the house answers")
    words.add_argument("--person", help="who is signed in at the platform: an id of GET /sandbox/people")
    words.add_argument(
        "--page", default="", help="path and query: apply/progress/index?id=...; without it the first page"
    )
    words.add_argument("--shot", type=Path, default=Path("out.png"))
    words.add_argument("--dist", type=Path, help="the built package; without it miniprogram/dist/<platform>")
    words.add_argument("--elder", action="store_true", help=f"the platform's type size at {ELDER_SCALE} of the usual")
    words.add_argument("--font", type=float, default=1, help="or at another factor")
    words.add_argument("--dark", action="store_true")
    words.add_argument("--agreed", action="store_true", help="the privacy notice was agreed to before")
    words.add_argument("--whole", action="store_true", help="as long as the page")
    words.add_argument(
        "--tap", action="append", default=[], help="press what has this text first; again for further ones"
    )
    words.add_argument("--wait", type=int, default=1500, help="ms to let the screen settle")
    words.add_argument("--storage", action="append", default=[], help="key=JSON that the phone already holds")
    return words.parse_args()


def main() -> int:
    given = asked()
    owner = Owner(
        address=given.address,
        person=given.person,
        font_scale=ELDER_SCALE if given.elder else given.font,
        dark=given.dark,
        agreed=given.agreed,
    )
    with host(given.platform, given.dist or ROOT / "miniprogram" / "dist" / given.platform) as running:
        phone = running.phone(owner)
        phone.remember(dict(pair.partition("=")[::2] for pair in given.storage))
        look(phone, given)
        problems = phone.problems()
    print(given.shot)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def look(phone: Phone, given: argparse.Namespace) -> None:
    phone.open(given.page)
    phone.page.wait_for_timeout(given.wait)
    try:
        for words in given.tap:
            phone.page.get_by_text(words).first.click()
            phone.page.wait_for_timeout(given.wait)
    except Error as error:
        print(error, file=sys.stderr)
    phone.shot(given.shot, whole=given.whole)


if __name__ == "__main__":
    sys.exit(main())
