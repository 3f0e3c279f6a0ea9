"""Search among 10,000 scenes: how long the slowest of what people type takes, beside a bare scan for the same text."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from statistics import quantiles
from time import perf_counter

from bench.table import Line
from core.scenes import Scene
from core.scenes.clauses import ItemUse
from core.scenes.search import Search

MANY = 10_000
BAR = "≤20 ms"
ROUNDS = 5
_VERBS = ("办理", "变更", "注销", "补领", "换领", "查询", "预约", "备案", "年审", "转移")
_WHO = ("个人", "企业", "老人", "学生", "新生儿", "残疾人", "退休人员", "军人", "外来人员", "个体户")
_WHAT = ("居住证", "身份证", "营业执照", "社保卡", "公积金", "医保", "驾驶证", "不动产证", "许可证", "优待证")
_WHERE = ("本市", "异地", "跨省", "市内", "乡镇", "社区", "园区", "港口", "山区", "湖区")
TYPED = (
    "老人证",
    "优待证",
    "证",
    "lnyd",
    "youdaizheng",
    "yodaizheng",
    "juzhuzhegn",
    "怎么办理居住证",
    "新生儿户口",
    "cxq",
)
FILLERS = ("我要办理", "我要办", "怎么办理", "我要")


def scenes() -> list[Scene]:
    """Titles as different as a city's; nothing else of a scene is searched but its words."""
    blank = Scene(slug="", title="", items=(ItemUse("none"),))
    titles = (f"我要{verb}{where}{who}{what}" for verb, who, what, where in product(_VERBS, _WHO, _WHAT, _WHERE))
    return [
        replace(blank, slug=f"s{at}", title=title, also=(title[4:], f"{title[2:]}怎么办"))
        for at, title in zip(range(MANY), titles, strict=False)
    ]


def measure() -> list[Line]:
    many = scenes()
    begun = perf_counter()
    search = Search(many, FILLERS)
    built = perf_counter() - begun
    texts = [(scene.title, *scene.also) for scene in many]
    taken = {typed: _milliseconds(search.find, typed) for typed in TYPED}
    slowest = max(taken, key=lambda typed: taken[typed])
    bare = _milliseconds(
        lambda typed: [at for at, each in enumerate(texts) if any(typed in one for one in each)], slowest
    )
    return [
        Line(
            f"search among {MANY}: the slowest of {len(TYPED)} ({slowest})",
            f"{taken[slowest]:.1f} ms",
            f"{bare:.1f} ms",
            BAR,
        ),
        Line(f"search among {MANY}: the index, once at start-up", f"{built:.1f} s"),
    ]


def _milliseconds(find: Callable[[str], object], typed: str) -> float:
    """The median of a few, after one to warm up."""
    find(typed)
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        find(typed)
        times.append((perf_counter() - begun) * 1000)
    return quantiles(times, n=2)[0]
