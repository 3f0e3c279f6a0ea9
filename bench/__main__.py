"""`./dev bench [name ...]`: measure and print one table."""

import argparse
import importlib
import platform
import sys

from bench.table import printed

ROWS = ("scene_json", "submissions", "decisions", "letters", "licence", "pages", "search", "growth")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description="Speed, beside the limit of this machine.")
    parser.add_argument("rows", nargs="*", metavar="row", help=f"one of {', '.join(ROWS)}; all of them when none")
    parser.add_argument("--millions", action="store_true", help="growth also at 5 million cases: some minutes more")
    given = parser.parse_args()
    wanted = given.rows or ROWS
    unknown = set(wanted) - set(ROWS)
    if unknown:
        parser.error(f"there is no row {', '.join(sorted(unknown))}")
    lines = []
    for name in wanted:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        more = {"millions": given.millions} if name == "growth" else {}
        lines += importlib.import_module(f"bench.{name}").measure(**more)
    print(f"{platform.machine()}, Python {platform.python_version()}\n\n{printed(lines)}")
    return 0


sys.exit(main())
