"""Pages with made-up but honest content, in the shapes that routes give them: for the gallery and the tests."""

from collections.abc import Mapping

import segno

from api.h5.questions import Question
from api.h5.shown import Action, Fact, Happened, Line, Office, Paper, Row, Step, Told, Upload

SCENE = {
    "slug": "senior-card",
    "title": "我要办老年证",
    "says": "60 岁以上坐公交、逛公园有优待。现在全程网上办。",
}
LEGAL = [{"name": "老年人优待证申领", "code": "990100101001", "basis": "《中华人民共和国老年人权益保障法》第五十三条"}]
SCENES = [
    Row(href="/s/senior-card", title="我要办老年证", says="1 个工作日内，不收费，不用跑", icon="card"),
    Row(href="/s/residence-permit", title="我要办居住证", says="15 个工作日内，不收费，跑 1 趟", icon="home"),
    Row(href="/s/old-age-allowance", title="我要领高龄津贴", says="10 个工作日内，不收费，不用跑", icon="coin"),
]
CONTINUING = [
    Row(href="/a/1", title="我要办老年证", says="等您补一样东西，12月3日 星期四前", icon="bell", tone="mind"),
    Row(href="/s/residence-permit/q", title="我要办居住证", says="问到一半，接着答", icon="edit"),
]
CHECKS = [
    Row("/track", "办到哪了", "有查询码就行，不用登录", "clock"),
    Row("/real", "这条短信是真的吗", "输入短信末尾的校验码", "shield"),
    Row("/verify", "验一张证的真假", "输入对方出示的 8 位码", "code"),
]
FACTS = [
    Fact(icon="paper", label="要带什么", value="什么都不用带", more=["身份证：城市已经有了", "户口簿：城市已经有了"]),
    Fact(icon="coin", label="费用", value="不收费", more=[]),
    Fact(icon="clock", label="多久", value="最晚 11月24日 星期二", more=["一趟也不用跑"]),
    Fact(icon="office", label="谁来办", value="民政局", more=["老年人优待证申领"]),
]
HOUSEHOLD = Question("household", "户口在本市吗？", "choice", options={"here": "在", "away": "不在"})
PICKUP = Question(
    "pickup",
    "领取方式",
    "choice",
    options={"electronic": "电子证，手机里出示", "post": "邮寄到家", "office": "到社区自取"},
)
PHOTO = Question("photo", "近期一寸照片", "photo", source="来自电子身份证，2026年11月20日")
BIRTHDAY = Question("birthday", "哪天出生的？", "date")
ID_NUMBER = Question("id_number", "身份证号", "id_number", hint="")
NAME = Question("name", "姓名", "text", hint="和身份证上一样", autocomplete="name")
PHONE = Question("phone", "您的手机号", "phone", hint="用来登录，有消息也发到这个号", autocomplete="tel-national")

REASONS_YES = [
    {"outcome": "yes", "says": "年满 60 周岁：您 66 岁"},
    {"outcome": "yes", "says": "本市户籍或持有居住证：您的户口在本市"},
    {"outcome": "yes", "says": "还没有有效的老年证：没有查到"},
]
TODO = Step("开始办", action="/s/senior-card/begin", note="送出之前随时可以停，填过的都给您留着。")


def _answer(outcome: str, reasons: list[Mapping[str, str]], more: str, **other: object) -> Mapping[str, object]:
    return {
        "scene": SCENE,
        "check": {"outcome": outcome, "reasons": reasons, "alternatives": [{"remind": True}]},
        "more": more,
        "facts": FACTS,
        "alternatives": [],
        "step": TODO,
        "answered": [Line(label="户口在本市吗？", value="在", change="/s/senior-card/q/household")],
        "back": "/s/senior-card/q/household",
        **other,
    }


def _question(q: Question, value: object = "", **other: object) -> Mapping[str, object]:
    return {
        "q": q,
        "value": value,
        "error": "",
        "errors": [],
        "about": SCENE["title"],
        "action": "/s/senior-card/q/x",
        "back": "/s/senior-card",
        "skip": True,
        "follow": None,
        "why": "",
        **other,
    }


CASES = [Office(department="民政局", item="老年人优待证申领", says="正在审", tone="", when="最晚 11月24日 星期二")]
TIMELINE = [
    Happened("2026-11-21T15:01:02.000+08:00", "民政局受理了", "按规则自动受理"),
    Happened("2026-11-21T15:01:01.000+08:00", "您送出了申请", "本人"),
]
_PROGRESS = {
    "scene": SCENE,
    "live": "/api/v1/applications/1/events?after=2&wait=20",
    "outcome": "",
    "says": "正在办",
    "more": "这会儿不用您做什么，有消息就告诉您。",
    "due_on": "2026-12-03",
    "late": None,
    "licences": [],
    "cases": CASES,
    "timeline": TIMELINE,
    "query_code": "K7MP2XH9",
    "query_says": "不登录也能用它查。给我们的短信回“查询 K7MP2XH9”也行。",
    "over": False,
    "next_scenes": [],
    "actions": [Action("withdraw", "/a/1/withdraw")],
}
_MANY = [
    Office(department="卫生健康委", item="出生医学证明", says="同意，办好了", tone="good", when=""),
    Office(department="公安局", item="出生登记", says="等您补正", tone="mind", when="最晚 11月30日 星期一"),
    Office(department="医疗保障局", item="城乡居民参保登记", says="等前一个部门办好", tone="", when=""),
]
QR = segno.make("https://example.invalid/verify/K7MP2XH9", error="m").png_data_uri(scale=6)
LICENCE = Paper(
    "1",
    "老年人优待证",
    "青禾市民政局",
    "1.2.156.3005.2.11100000000013338W011.11990100MB0123456X.20260000403.001.U",
    "active",
    [("持证人", "林秀英"), ("身份证号", "990101********1234"), ("发证日期", "2026年11月21日"), ("有效期至", "长期")],
)
ERRORS = [("household", "请选一个")]

PAGES: dict[str, tuple[str, Mapping[str, object]]] = {
    "home": ("home", {"continuing": CONTINUING, "scenes": SCENES, "checks": CHECKS}),
    "search": ("search", {"q": "老年", "found": SCENES[::2], "scenes": SCENES}),
    "search-none": ("search", {"q": "火星签证", "found": [], "scenes": SCENES}),
    "scene": ("scene", {"scene": SCENE, "legal": LEGAL, "facts": FACTS, "start": "/s/senior-card/q", "begun": False}),
    "question": ("question", _question(HOUSEHOLD)),
    "question-wrong": ("question", _question(HOUSEHOLD, error="请选一个", errors=ERRORS)),
    "question-choice": ("question", _question(PICKUP, "post")),
    "question-photo": ("question", _question(PHOTO, [Upload("", "身份证照片")])),
    "question-date": (
        "question",
        _question(
            BIRTHDAY,
            {"year": "1960", "month": "13", "day": "1"},
            error="没有 13 月",
            errors=[("birthday", "没有 13 月")],
        ),
    ),
    "answer-yes": ("answer", _answer("yes", REASONS_YES, "接下来您只要核对一遍，送出就行。")),
    "answer-no": (
        "answer",
        _answer(
            "no",
            [{"outcome": "no", "says": "年满 60 周岁：您 59 岁"}, *REASONS_YES[1:]],
            "原因和别的办法写在下面。",
            alternatives=[Row("", "", "到 60 岁生日前 30 天我们会提醒您")],
            step=Step("看看别的事", href="/"),
        ),
    ),
    "answer-maybe": (
        "answer",
        _answer(
            "maybe",
            [{"outcome": "maybe", "says": "年满 60 周岁"}, {"outcome": "maybe", "says": "本市户籍或持有居住证"}],
            "再答 1 个问题就知道了。",
            step=Step("回答下一个问题", href="/s/senior-card/q/household"),
        ),
    ),
    "sign-in": (
        "sign_in",
        {
            "q": PHONE,
            "value": "",
            "error": "",
            "errors": [],
            "next": "/",
            "back": "/",
            "why": "登录以后，填过的都留着，换台设备也能接着办。",
        },
    ),
    "sign-in-code": ("sign_in_code", {"phone": "199****0001", "next": "/", "error": "", "errors": [], "wait": ""}),
    "verify-me": (
        "verify_me",
        {
            "name": NAME,
            "number": ID_NUMBER,
            "values": {"name": "林秀英", "id_number": "99010119600101123"},
            "wrong": {"name": "", "id_number": "少了 1 位：身份证号是 18 位"},
            "errors": [("id_number", "少了 1 位：身份证号是 18 位")],
            "next": "/",
            "back": "/",
        },
    ),
    "summary": (
        "summary",
        {
            "id": "1",
            "version": 3,
            "scene": SCENE,
            "back": "/a/1/f/pickup",
            "errors": [],
            "wrong": {},
            "office": "民政局",
            "due_on": "2026-11-24",
            "person": [
                Line(label="姓名", value="林秀英", source="来自公安人口库，11月20日"),
                Line(label="身份证号", value="990101********1234"),
            ],
            "filled": [
                Line(
                    label="近期一寸照片", value="", picture=QR, change="/a/1/f/photo", source="来自电子身份证，11月20日"
                ),
            ],
            "rows": [
                Line(label="领取方式", value="邮寄到家", change="/a/1/f/pickup"),
                Line(label="邮寄地址", value="河东区春明路 18 号 3 栋 502", change="/a/1/f/address"),
            ],
            "materials": [
                Line(label="身份证", value="城市已经有了，不用您交"),
                Line(label="户口簿", value="城市已经有了，不用您交"),
            ],
            "told": [Told(party="您", how="短信 199****0001，还有“我的 · 消息”", icon="bell")],
            "consents": [{"id": "share", "says": "同意民政局向公安、人口库核对我的户籍和年龄", "required": True}],
            "given": [],
        },
    ),
    "sent": (
        "sent",
        {
            "id": "1",
            "scene": SCENE,
            "live": "/api/v1/applications/1/events?after=2&wait=20",
            "outcome": "yes",
            "licences": [],
            "says": "已交给民政局",
            "more": "最晚 11月24日 星期二给您答复。",
            "facts": [
                Fact(icon="search", label="查询码", value="K7MP 2XH9", more=["不登录也能用它查"]),
                Fact(icon="bell", label="有消息就告诉您", value="短信 199****0001", more=[]),
            ],
        },
    ),
    "progress": ("progress", _PROGRESS),
    "progress-many": (
        "progress",
        {
            **_PROGRESS,
            "says": "等您补一样东西",
            "more": "补上以后接着往下办。",
            "cases": _MANY,
            "late": {"days": 2, "why": "在等公安局核实地址。"},
            "actions": [Action("correct", "/a/1/correct", main=True), Action("withdraw", "/a/1/withdraw")],
        },
    ),
    "progress-done": (
        "progress",
        {
            **_PROGRESS,
            "outcome": "yes",
            "says": "办好了",
            "more": "",
            "due_on": None,
            "actions": [],
            "licences": [Row("/licences/1", "老年人优待证", "可以用了，点开看", "card", "good")],
            "cases": [Office("民政局", "老年人优待证申领", "同意，办好了", "good")],
            "next_scenes": SCENES[2:],
        },
    ),
    "remind": (
        "remind",
        {
            "scene": SCENE,
            "reminder": {"state": "waiting"},
            "says": "提醒的日子：2027年10月11日 星期一。",
            "more": "2027年11月10日 星期三起您就可以办了。",
        },
    ),
    "withdraw": (
        "withdraw",
        {
            "id": "1",
            "scene": SCENE,
            "errors": [],
            "error": "",
            "value": "",
            "q": Question("reason", "为什么不办了", "text", long=True, optional=True),
        },
    ),
    "me": (
        "me",
        {
            "me": {"name": "林**", "phone": "199****0001", "assurance": 3},
            "applications": CONTINUING[:1],
            "finished": [Row("/a/2", "我要办居住证", "办好了", "check")],
            "licences": [Row(href="/licences/1", title="老年人优待证", says="长期有效", icon="card")],
            "more": [
                Row(href="/letters", title="消息", says="官方发给您的都在这里", icon="letter"),
                Row(href="/settings", title="语言和字号", says="", icon="settings"),
            ],
        },
    ),
    "letters": (
        "letters",
        {
            "letters": [Row(href="/letters/1", title="老年证办好了", says="11月21日 星期六 15:01", icon="letter")],
            "older": "",
        },
    ),
    "letter": (
        "letter",
        {
            "letter": {
                "title": "老年证办好了",
                "at": "2026-11-21T15:01:02.000+08:00",
                "body": "林秀英您好：\n您的老年人优待证办好了，现在就能用。",
                "code": "K7MP 2XH9",
            },
            "href": "/a/1",
        },
    ),
    "correct": (
        "correct",
        {
            "id": "1",
            "version": 4,
            "scene": SCENE,
            "asked": [{"says": "民政局请您补充材料：照片看不清"}],
            "papers": [Line("居住证", "还没有", change="/a/1/m/permit", id="materials.permit")],
            "errors": [],
        },
    ),
    "licence": ("licence", {"licence": LICENCE, "qr": QR, "refused": ""}),
    "show": (
        "show",
        {"licence": LICENCE, "code": "K7MP2XH9", "qr": QR, "until": "2026-11-21T15:02:02.000+08:00", "seconds": 60},
    ),
    "verify": ("verify", {"errors": [], "error": "", "value": ""}),
    "verified": (
        "verified",
        {
            "found": {"valid": True, "status": "active"},
            "checked_at": "2026-11-21T15:02:02.000+08:00",
            "facts": [
                Fact(icon="card", label="证照", value="老年人优待证", more=[]),
                Fact(icon="person", label="持证人", value="林**", more=[]),
                Fact(icon="office", label="谁发的", value="青禾市民政局", more=["2026年11月21日"]),
            ],
        },
    ),
    "verified-not": (
        "verified",
        {
            "found": {"valid": False, "status": "unknown"},
            "checked_at": "2026-11-21T15:02:02.000+08:00",
            "facts": [],
        },
    ),
    "real": ("real", {"errors": [], "error": "", "value": "", "found": None}),
    "real-yes": (
        "real",
        {
            "errors": [],
            "error": "",
            "value": "",
            "found": {
                "known": True,
                "sent_by": "青禾市民政局",
                "sent_on": "2026-11-21",
                "about": "一件老年证的办理结果",
            },
        },
    ),
    "real-no": ("real", {"errors": [], "error": "", "value": "AAAA1111", "found": {"known": False, "what_to_do": ""}}),
    "track": (
        "track",
        {"errors": [], "wrong": {"query_code": "", "phone_tail": ""}, "values": {"query_code": "", "phone_tail": ""}},
    ),
    "tracked": (
        "tracked",
        {
            "scene": SCENE,
            "holder": "林**",
            "outcome": "",
            "says": "正在办",
            "more": "",
            "due_on": "2026-12-03",
            "cases": CASES,
        },
    ),
    "settings": ("settings", {"choices_of_size": {"0": "大", "1": "更大", "2": "最大"}}),
    "refused": (
        "refused",
        {
            "says": "没找到这一页",
            "more": "也许地址少了几个字，也许它不是您的。",
            "again": "",
            "trace": "",
            "progress": "",
            "find": True,
        },
    ),
}
_WRONG = "送出前要先同意“以上都是真的”"
PAGES["summary-wrong"] = (
    "summary",
    {
        **PAGES["summary"][1],
        "errors": [("consent-share", _WRONG)],
        "wrong": {"share": _WRONG},
    },
)
