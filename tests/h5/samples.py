"""Pages with made-up but honest content, in the shapes that routes give them: for the gallery and the tests."""

from collections.abc import Mapping
from dataclasses import replace

import segno

from api.h5.questions import Card, InCard, Question
from api.h5.shown import (
    Action,
    Asked,
    Bill,
    Branches,
    Deadline,
    Fact,
    Fix,
    Happened,
    Headline,
    Line,
    Office,
    Paper,
    Person,
    Promise,
    Row,
    Step,
    Told,
    Upload,
)

SCENE = {
    "slug": "senior-card",
    "title": "我要办老年证",
    "says": "60 岁以上坐公交、逛公园有优待。现在全程网上办。",
    "guide": [{"title": "有什么用", "says": "坐市内公交、地铁免费，进公园、博物馆免票。"}],
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
_SEX = {"has": "有", "none": "还没有"}
_PETS = Question(
    "children[0].pets", "带的动物", "group", optional=True, each="动物", most=1,
    cards=(Card("children[0].pets[0]", "动物 1", (
        InCard(Question("children[0].pets[0].name", "叫什么", "text"), "大黄"),
    )),),
)  # fmt: skip
CHILDREN = Question(
    "children", "有孩子跟您一起住吗？", "group", each="孩子", most=5,
    hint="填未满 16 周岁、和您住在一起的。没有就不用填。",
    cards=(
        Card("children[0]", "孩子 1", (
            InCard(Question("children[0].name", "姓名", "text"), "许小满"),
            InCard(Question("children[0].papers", "孩子有身份证号吗？", "choice", options=_SEX), "none"),
            InCard(Question("children[0].birthday", "出生日期", "date"), {"year": "2026", "month": "13"}, "没有这一天"),
            InCard(_PETS, ()),
        )),
        Card("children[1]", "孩子 2", (
            InCard(Question("children[1].name", "姓名", "text"), None, "请填姓名"),
            InCard(Question("children[1].papers", "孩子有身份证号吗？", "choice", options=_SEX), None),
        )),
    ),
)  # fmt: skip
CHILDREN_WRONG = [("children[0].birthday", "没有这一天"), ("children[1].name", "请填姓名")]
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
        "asked": "",
        **other,
    }


CASES = [Office(department="民政局", item="老年人优待证申领", says="正在审", tone="", when="最晚 11月24日 星期二")]
TIMELINE = [
    Happened("2026-11-21T15:01:02.000+08:00", "民政局受理了", "按规则自动受理"),
    Happened("2026-11-21T15:01:01.000+08:00", "您送出了申请", "本人"),
]
WITHDRAW = Action("不办了，撤回", "/a/1/withdraw")
_PROGRESS = {
    "scene": SCENE,
    "live": "/api/v1/applications/1/events?after=2&wait=20",
    "head": Headline("正在办", "这会儿不用您做什么，有消息就告诉您。"),
    "due_on": "2026-12-03",
    "act": None,
    "visits": [],
    "several": False,
    "late": None,
    "moved": [],
    "licences": [],
    "delivered": [],
    "branches": [Branches("", CASES)],
    "bills": [],
    "refund": False,
    "people": [],
    "notices": [],
    "timeline": TIMELINE,
    "query_code": "K7MP2XH9",
    "query_says": "不登录也能用它查。给我们的短信回“查询 K7MP2XH9”也行。",
    "over": False,
    "next_scenes": [],
    "actions": [WITHDRAW],
}
_BIRTH = {"slug": "newborn", "title": "孩子出生了"}
_ID_CARD = {"slug": "id-card", "title": "我要换、补身份证"}
_BASIS = "国家发展改革委、财政部关于居民身份证收费标准及有关问题的通知（发改价格〔2003〕2322号）"
FEE = Bill(
    "gongan", "东湖公安分局", "居民身份证工本费", [("到期换领", 2000)], 2000, [_BASIS], ["还没付，最晚 12月4日 星期五"]
)
PAID = Bill(
    "gongan",
    "东湖公安分局",
    "居民身份证工本费",
    [("损坏换领", 4000), ("领低保的，换领减半", -2000)],
    2000,
    [_BASIS],
    ["正在退", "要退 20.00 元，等财务核对"],
)
_MANY = [
    Branches(
        "等您",
        [
            Office(
                "东湖区卫生健康局",
                "出生医学证明签发",
                "等您补正",
                "mind",
                "最晚 11月30日 星期一",
                ["还要补居住证，最晚 12月4日 星期五"],
            )
        ],
    ),
    Branches("正在办", [Office("东湖区疾病预防控制局", "电子接种证", "正在审", "", "最晚 11月25日 星期三")]),
    Branches(
        "排在后面",
        [
            Office("东湖公安分局", "出生登记", "等东湖区卫生健康局办好出生医学证明签发", "wait"),
            Office("东湖区医疗保障局", "新生儿参加城乡居民基本医疗保险", "等东湖公安分局办好出生登记", "wait"),
        ],
    ),
    Branches("办完的", [Office("东湖区卫生健康局", "生育登记", "同意，办好了", "good")]),
]
PEOPLE = [
    Person("申请人", "何静（您）", "已确认", "good"),
    Person("孩子的另一位家长", "林*", "等确认，最晚 12月4日 星期五", "mind"),
    Person("孩子", "林小满", "还没有身份证号"),
]
NOTICES = [
    Row("/a/1/notices/2", "一次性告知书", "东卫健〔2026〕告字第 0001 号，11月21日 星期六", "paper"),
    Row("/a/1/notices/1", "受理通知书", "东卫健〔2026〕受字第 0001 号，11月21日 星期六", "paper"),
]
FIXES = [
    Fix("birth_record", "出生医学记录", "反面没有拍，看不到盖章", "/a/1/m/birth_record", "还没交，点这里交"),
    Fix("baby_name", "孩子的姓名", "“小满”的“满”和出生记录不一样", "/a/1/f/baby_name", done=True),
    Fix("", "", "请妈妈本人接一下医院的核对电话"),
]
OWED = [Fix("permit", "居住证", "最晚 12月4日 星期五", "/a/1/m/permit", "还没交，点这里交")]
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
_CORRECT = {
    "id": "1",
    "version": 4,
    "scene": _BIRTH,
    "by": "2026-12-11",
    "asked": [
        Asked(
            "东湖区卫生健康局",
            "出生医学证明签发",
            "请按下面改好",
            "0900-6630101",
            FIXES,
        )
    ],
    "owed": OWED,
    "papers": [Line("结婚证", "您上传的，1 份", change="/a/1/m/marriage", id="materials.marriage")],
    "errors": [],
    "wrong": {},
    "ready": False,
}


def _paid(state: str, outcome: str, says: str, more: str, *, again: bool = False) -> Mapping[str, object]:
    return {
        "scene": _ID_CARD,
        "id": "1",
        "live": "/api/v1/applications/1/events?after=2&wait=20",
        "state": state,
        "outcome": outcome,
        "says": says,
        "more": more,
        "facts": [Fact("coin", "居民身份证工本费", "20.00 元", ["付款单号 Z20261122K7MP2XH9QW3T"])],
        "here": "/a/1/paid/2",
        "again": again,
    }


PAGES: dict[str, tuple[str, Mapping[str, object]]] = {
    "home": ("home", {"continuing": CONTINUING, "scenes": SCENES, "more_scenes": 6, "checks": CHECKS}),
    "search": ("search", {"q": "老年", "found": SCENES[::2], "scenes": SCENES}),
    "search-none": ("search", {"q": "火星签证", "found": [], "scenes": SCENES}),
    "scene": ("scene", {"scene": SCENE, "legal": LEGAL, "facts": FACTS, "start": "/s/senior-card/q", "begun": False}),
    "question": ("question", _question(HOUSEHOLD)),
    "question-wrong": ("question", _question(HOUSEHOLD, error="请选一个", errors=ERRORS)),
    "question-choice": ("question", _question(PICKUP, "post")),
    "question-group": ("question", _question(CHILDREN, (), errors=CHILDREN_WRONG)),
    "question-group-none": ("question", _question(replace(CHILDREN, cards=()), ())),
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
            "days": 8,
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
            "costs": [Fact("coin", "费用", "不收费")],
            "confirming": [],
            "promises": [],
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
            "head": Headline("已交给民政局", "最晚 11月24日 星期二给您答复。"),
            "to_do": [],
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
            "scene": _BIRTH,
            "act": Deadline("2026-11-18", "请您最晚这天补好", "这天已经过了，请尽快"),
            "several": True,
            "head": Headline("要您改一改、补一补", "弄好以后接着往下办。"),
            "branches": _MANY,
            "late": {"days": 2, "why": "在等公安局核实地址。"},
            "moved": [
                "原来说 11月30日 星期一。东湖区卫生健康局请您补充材料",
                "原来说 11月27日 星期五。转给上级部门办理",
            ],
            "people": PEOPLE,
            "notices": NOTICES,
            "actions": [Action("去改，一次改完", "/a/1/correct", main=True), WITHDRAW],
        },
    ),
    "progress-pay": (
        "progress",
        {
            **_PROGRESS,
            "scene": _ID_CARD,
            "act": Deadline("2026-11-30", "请您最晚这天付"),
            "head": Headline("等您缴费", "缴完接着往下办。"),
            "branches": [
                Branches("", [Office("东湖公安分局", "居民身份证换领", "等您缴费", "mind", "最晚 12月18日 星期五")])
            ],
            "bills": [FEE],
            "actions": [Action("去付 20.00 元", "/a/1/pay", main=True), WITHDRAW],
        },
    ),
    "progress-refund": (
        "progress",
        {
            **_PROGRESS,
            "scene": _ID_CARD,
            "head": Headline("这件事结束了", "结果和原因写在下面。", "no"),
            "due_on": None,
            "branches": [Branches("", [Office("东湖公安分局", "居民身份证换领", "没有同意", "stop")])],
            "bills": [PAID],
            "notices": NOTICES[1:],
            "actions": [],
            "over": True,
        },
    ),
    "progress-done": (
        "progress",
        {
            **_PROGRESS,
            "head": Headline("办好了", "", "yes"),
            "due_on": None,
            "actions": [],
            "licences": [Row("/licences/1", "老年人优待证", "可以用了，点开看", "card", "good")],
            "delivered": ["老年人优待证，11月23日 星期一寄出了（单号 123）"],
            "branches": [Branches("", [Office("民政局", "老年人优待证申领", "同意，办好了", "good")])],
            "next_scenes": SCENES[2:],
        },
    ),
    "pay": (
        "pay",
        {
            "scene": _ID_CARD,
            "id": "1",
            "bills": [FEE],
            "errors": [],
            "open": True,
            "rules": ["没有办成的话，财务核对以后原路退回。"],
        },
    ),
    "pay-several": (
        "pay",
        {
            "scene": _ID_CARD,
            "id": "1",
            "bills": [FEE, PAID],
            "errors": [("", "这会儿连不上收款的地方")],
            "open": True,
            "rules": [],
        },
    ),
    "pay-closed": ("pay", {"scene": _ID_CARD, "id": "1", "bills": [FEE], "errors": [], "open": False, "rules": []}),
    "paid": ("paid", _paid("paid", "yes", "付好了", "东湖公安分局收到了 20.00 元，接着往下办。")),
    "paid-opened": (
        "paid",
        _paid("opened", "maybe", "还不知道付没付成", "刚付完的，一会儿就知道，别付第二次。", again=True),
    ),
    "paid-not": ("paid", _paid("closed", "no", "这笔没有付成", "没有扣您的钱。", again=True)),
    "confirm": (
        "confirm",
        {
            "id": "1",
            "scene": _BIRTH,
            "who": "何*",
            "role": "孩子的另一位家长",
            "by": "2026-12-04",
            "errors": [],
            "said": [Line("另一位家长的姓名", "林浩"), Line("另一位家长的身份证号", "990101199303010011")],
            "others": PEOPLE[::2],
            "steps": [Row("", "出生医学证明签发", "东湖区卫生健康局"), Row("", "出生登记", "东湖公安分局")],
        },
    ),
    "decline": (
        "decline",
        {
            "id": "1",
            "scene": _BIRTH,
            "who": "何*",
            "errors": [],
            "error": "",
            "value": "",
            "q": Question("reason", "为什么不同意", "text", hint="说不说都行", long=True, optional=True),
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
    "correct": ("correct", _CORRECT),
    "correct-wrong": (
        "correct",
        {
            **_CORRECT,
            "errors": [("fix-birth_record", "还差这一样：出生医学记录")],
            "wrong": {"fix-birth_record": "还差这一样：出生医学记录"},
        },
    ),
    "correct-owed": (
        "correct",
        {**_CORRECT, "scene": SCENE, "asked": [], "by": None, "papers": [], "ready": False},
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
            "printed": False,
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
            "printed": True,
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
            "act": None,
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
_VISIT = Fact(
    "office",
    "要去 1 趟",
    "要当面拍照、按指纹，核对是本人",
    ["东湖公安分局户政窗口，云川市东湖区书院路 66 号，周一至周六 8:30–17:30"],
)
_COST = Fact("coin", "费用", "20.00 元", ["到期换领 20.00 元", f"依据：{_BASIS}", "受理以后付，付了接着审"])
PAGES["summary-more"] = (
    "summary",
    {
        **PAGES["summary"][1],
        "costs": [_COST, _VISIT],
        "confirming": [Fact("people", "孩子的另一位家长", "林浩", ["短信发到 199****0011", "10 个工作日内"])],
        "promises": [
            Promise(
                "permit", "先办，受理后 10 个工作日内补交居住证", "没有补交的，这次申请就办结，以后可以重新申请", True
            )
        ],
    },
)
PAGES["sent-pay"] = (
    "sent",
    {
        **PAGES["sent"][1],
        "head": Headline("已经送出", "等您缴费"),
        "to_do": [Action("去付 20.00 元", "/a/1/pay", main=True)],
    },
)
PAGES["question-asked"] = ("question", _question(NAME, "林小满", asked="“小满”的“满”和出生记录不一样"))
