"""A city to measure: the real one with a form of five texts in place of its scenes."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def bench_city(place: Path) -> Path:
    """The folder of that city, made in `place`."""
    city = place / "city"
    shutil.copytree(ROOT / "city", city, ignore=shutil.ignore_patterns("scenes", "items"))
    for folder in ("scenes", "items"):
        shutil.copytree(ROOT / "bench" / "city" / folder, city / folder)
    return city
