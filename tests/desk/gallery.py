"""Every page of the desk with a pretend office's cases: `uvicorn tests.desk.gallery:app`, then /gallery/queue."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from api.desk.deciding import Typed
from api.desk.drawing import desk_drawing, words
from api.desk.line import Line
from api.desk.listed import Done, Refund, Unfit
from api.desk.pages import Me, keys_of
from api.desk.routes.queue import filters_of
from api.desk.routes.supervision import bars, figures_of, past_of
from api.desk.sheet import sheet_of
from api.desk.telling import May, in_line
from api.edge.seen import CSP
from api.h5.drawing import drawing
from api.h5.voice import Voice
from api.h5.words import Words
from core.desk import DeskCase, Queue
from core.desk.reports import Busy, DepartmentLoad, ItemDone, Stats, Supervision
from core.desk.waiting import Counts
from core.documents import DocumentView
from tests.desk.cases import CLEAN, DOUBTFUL, FULL, OVER, THEIRS, waiting

WAITING = tuple(
    waiting(case, who)
    for case, who in ((FULL, "孙**"), (DOUBTFUL, "许**"), (THEIRS, "陈**"), (CLEAN, "张**"), (OVER, "周**"))
)
NOTICES = (DocumentView("d1", "acceptance_receipt", "受理通知书", "东民〔2026〕受第 0017 号", "2026-11-20", CLEAN.id),)
NOW = Supervision(
    (DepartmentLoad("a", "东湖区民政局", 42, 3, 5, 18), DepartmentLoad("b", "西岭区民政局", 12, 0, 2, 4)),
    WAITING[:2],
    (Busy("1", "王敏", 6), Busy("2", "李芳", 2)),
    WAITING[:1],
)
PAST = Stats(
    "2026-10-23",
    318,
    290,
    281,
    9,
    240,
    4,
    (
        ItemDone("a", "senior-card", "老年人优待证申领", 210, 200, 196, 4, 180, 1, 0),
        ItemDone("a", "old-age-allowance", "高龄津贴申领", 108, 90, 85, 5, 60, 3, 2),
    ),
)


def queue(say: Words) -> Mapping[str, object]:
    line = Line()
    found = Queue(WAITING, "x", Counts(2, 3, 5, 99))
    return {
        "where": "queue",
        "line": "",
        "looked_for": "",
        "filters": filters_of(line, found, say),
        "more": "/desk?after=x",
        "rows": [in_line(one, line, say) for one in found.items],
        "did": say("did.done", move=say("moves.approve")),
        "was": "/desk/cases/x",
        "together": [(name, say(f"moves.{name}")) for name in ("accept", "approve", "deliver")],
    }


def one(case: DeskCase, typed: Typed | None = None, **more: object) -> Callable[[Words], Mapping[str, object]]:
    def shown(say: Words) -> Mapping[str, object]:
        sheet = sheet_of(case, Line(), typed or Typed(), say, May(counter=True, refunds=True), notices=NOTICES)
        around = {"where": "queue", "line": "", "it": sheet, "back": "/desk", "before": "/desk/cases/y"}
        return {**around, "after": "/desk/cases/z", **more}

    return shown


def approvals(say: Words) -> Mapping[str, object]:
    denied, twice = say("approvals.because.denied"), say("approvals.because.paid_twice")
    rows = [
        Refund("r1", "R2026112200001", "证照工本费", 4000, denied, "11-21", CLEAN.number, "/x"),
        Refund("r2", "R2026112200002", "证照工本费", 2000, twice, "11-21", CLEAN.number, "/x", mine=True),
        Refund(
            "r3", "R2026112200003", "证照工本费", 2000, twice, "11-21", CLEAN.number, failed=say("approvals.failed")
        ),
    ]
    differs, number = "differences.payment", CLEAN.number
    unfit = [
        Unfit("d1", say(f"{differs}.amount_differs"), "P2026112200001", 2000, 1900, "11-21", [("/x", number)]),
        Unfit("d2", say("differences.refund.amount_differs"), "R2026112200004", 2000, None, "11-20", [("", number)]),
        replace(
            Unfit("d3", say(f"{differs}.transaction_differs"), "P2026112200002", 2000, 2000, "11-19", [("", number)]),
            cases=[("", number), ("", FULL.number)],
            opinion="问过银行",
            wrong="请写明意见",
        ),
    ]
    extensions = [in_line(each, Line(), say) for each in WAITING[:1]]
    return {"where": "approvals", "refunds": rows, "differences": unfit, "extensions": extensions}


def supervision(say: Words) -> Mapping[str, object]:
    return {
        "where": "supervision",
        "figures": figures_of(NOW, say),
        "past": past_of(PAST, say),
        "since": PAST.since,
        "late": [in_line(each, Line(), say) for each in NOW.late],
        "items": PAST.items,
        "load": bars((each.name, each.open, "") for each in NOW.departments),
        "overdue": bars((each.name, each.overdue, "red") for each in NOW.departments if each.overdue),
        "busy": bars((each.name, each.holds, "") for each in NOW.busy),
    }


def batch(say: Words) -> Mapping[str, object]:
    rows = [
        Done(CLEAN.number, say("batch.done", move="受理"), "/x", True),
        Done(FULL.number, "内容刚刚变过。", "/x", False),
    ]
    return {"where": "queue", "rows": rows, "good": 1, "bad": 1, "back": "/desk"}


Page = tuple[str, str, Callable[[Words], Mapping[str, object]]]
PAGES: Mapping[str, Page] = {
    "queue": ("queue", "queue", queue),
    "queue-empty": ("queue", "queue", lambda say: {**queue(say), "rows": [], "more": "", "looked_for": "", "did": ""}),
    "case": ("case", "case", one(CLEAN)),
    "case-doubtful": ("case", "case", one(DOUBTFUL)),
    "case-full": ("case", "case", one(FULL)),
    "case-theirs": ("case", "case", one(THEIRS)),
    "case-over": ("case", "case", one(OVER)),
    "case-wrong": ("case", "case", one(CLEAN, Typed("deny", "", "", "", None, "请写明意见"))),
    "case-stale": ("case", "case", one(CLEAN, wrong="内容刚刚变过。请看看现在的内容再改。")),
    "batch": ("batch", "list", batch),
    "approvals": ("approvals", "list", approvals),
    "supervision": ("supervision", "list", supervision),
    "sign-in": ("sign_in", "", lambda say: {"me": None, "next": "", "name": ""}),
    "sign-in-wrong": (
        "sign_in",
        "",
        lambda say: {"me": None, "next": "", "name": "wangmin", "wrong": "用户名、密码或动态口令不对。"},
    ),
    "refused": ("refused", "", lambda say: {"title": "没有找到这个办件", "detail": "请核对办件编号。", "trace": "abc"}),
}


def sample(name: str, language: str = "zh-CN") -> str:
    template, keys, shown = PAGES[name]
    say = words(language)
    me = Me("王敏", "东湖区民政局", "窗口、审查", ("queue", "approvals", "supervision"))
    around = {"me": me, "where": "", "did": "", "was": "", "wrong": "", "keys": keys_of(keys, say), "line": ""}
    return desk_drawing().draw(template, Voice(say, csrf="token"), **{**around, **shown(say)})


async def show(request: Request) -> Response:
    page = sample(request.path_params["name"], request.query_params.get("language", "zh-CN"))
    return HTMLResponse(page, headers={"Content-Security-Policy": CSP})


async def static(request: Request) -> Response:
    return desk_drawing().assets.answer(request)


async def icons(request: Request) -> Response:
    return drawing().assets.answer(request)


app = Starlette(
    routes=[Route("/gallery/{name}", show), Route("/desk/static/{name}", static), Route("/static/{name}", icons)]
)
