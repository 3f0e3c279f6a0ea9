"""Cases of a pretend office, as core tells them: a clean one, a doubtful one, one with everything, one that is over."""

from dataclasses import replace

from core.desk import DeskCase, ItemToCorrect, Waiting
from core.desk.views import (
    AnswerSeen,
    Contradiction,
    Drafted,
    LineSeen,
    MaterialSeen,
    MoveSeen,
    PartySeen,
    PromiseSeen,
    RuleSeen,
    Template,
    UploadSeen,
    ValueSeen,
)
from core.desk.waiting import Holder
from core.orders.views import OrderView

ME = Holder("s1", "王敏", "2026-11-22T10:42:00.000+08:00", True)
HER = Holder("s2", "李芳", "2026-11-22T10:37:00.000+08:00", False)
REMEDY = "对结果不服的，可以自收到决定之日起 60 日内向同级人民政府申请行政复议，或者自知道之日起 6 个月内提起行政诉讼。"
PHOTO = UploadSeen("u1", "hukou", "户口簿首页.jpg", "image/jpeg", 248_000, "C", "2026-11-20T09:12:00.000+08:00")
SCAN = UploadSeen("u2", "hukou", "户口簿本人页.pdf", "application/pdf", 512_000, "C", "2026-11-20T09:13:00.000+08:00")

CLEAN = DeskCase(
    id="01k00000000000000000000001",
    version=3,
    number="99010120261122000017",
    item="senior-card",
    item_name="老年人优待证申领",
    title="我要办老年证",
    department="donghu-civil-affairs",
    department_name="东湖区民政局",
    state="in_review",
    result=None,
    lamp=None,
    due_on="2026-11-30",
    left=5,
    limit="承诺 1 个工作日，法定 20 个工作日",
    submitted_at="2026-11-20T09:15:00.000+08:00",
    accepted_at="2026-11-20T10:00:00.000+08:00",
    decided_at=None,
    decided_by=None,
    query_code="K7MP2XH9",
    correct_by=None,
    pay_by=None,
    parties=(PartySeen("applicant", "张国林", "990101********1234", "199****0001", "confirmed", None),),
    answers=(
        AnswerSeen("household", "户口", "choice", "here", "在", "人口库", "2026-11-20"),
        AnswerSeen("pickup", "领取方式", "choice", "post", "邮寄实体卡到家", None, None),
        AnswerSeen(
            "address", "邮寄地址", "address", None, "云川市东湖区柳荫街道清源社区柳荫路 12 号 3 栋 201 室", None, None
        ),
    ),
    contradictions=(),
    rules=(
        RuleSeen("age", "年满 60 周岁", "yes", (ValueSeen("subject.age", "年龄", 66, "66"),)),
        RuleSeen("home", "本市户籍，或者有居住证", "yes", (ValueSeen("household", "户口", "here", "在"),)),
        RuleSeen("first", "每人一张老年证", "yes", (ValueSeen("licence.senior_card", "老年证", None, "没有"),)),
    ),
    materials=(
        MaterialSeen("id_card", "身份证", "kept", "电子身份证", "A", False, (), "在有效期内"),
        MaterialSeen("hukou", "户口簿", "kept", "户籍库", "A", False, (), "首页和本人页齐全"),
    ),
    uploads=(),
    promises=(),
    orders=(),
    moves=(
        MoveSeen("approve", (), (), None, (Template("t1", "都符合", "经审查，符合规定的条件。"),)),
        MoveSeen(
            "deny",
            ("text", "remedy"),
            (),
            None,
            (
                Template("t2", "条件不符合", "经核对，不符合“本市户籍或者有居住证”的条件。", remedy=REMEDY),
                Template("t3", "已有证", "名下已有有效的老年人优待证。", remedy=REMEDY),
            ),
        ),
        MoveSeen("ask_correction", ("items",), (), None, ()),
        MoveSeen("suspend", ("text", "reason"), ("hearing", "testing", "special_procedure"), None, ()),
        MoveSeen("ask_extension", ("text",), (), None, ()),
        MoveSeen("ask_opinion", ("text",), (), None, ()),
        MoveSeen("forward", (), (), None, ()),
    ),
    drafted=Drafted("您申请的老年人优待证申领，材料还不齐全。请在期限内把下面各项一次补齐：", ()),
    holder=ME,
    history=(
        LineSeen(1, "2026-11-20T09:15:00.000+08:00", "case_submitted", "submitted", "东湖区民政局已收到", "申请人", ""),
        LineSeen(
            2,
            "2026-11-20T10:00:00.000+08:00",
            "case_accepted",
            "accepted",
            "东湖区民政局已受理，最晚11月30日（周一）给您答复",
            "赵玲",
            "",
        ),
        LineSeen(
            3, "2026-11-20T10:00:00.000+08:00", "review_begun", "in_review", "东湖区民政局正在审查", "政务服务中心", ""
        ),
    ),
)

DOUBTFUL = replace(
    CLEAN,
    id="01k00000000000000000000002",
    number="99010120261122000018",
    state="submitted",
    lamp="yellow",
    left=1,
    accepted_at=None,
    holder=None,
    parties=(
        PartySeen("applicant", "许晓彤", "990101********4321", "199****0014", "confirmed", None),
        PartySeen("subject", "许文华", "990101********9876", "199****0013", "confirmed", None),
    ),
    contradictions=(Contradiction("household", "户口", "在", "不在", "人口库"),),
    rules=(
        CLEAN.rules[0],
        RuleSeen(
            "home",
            "本市户籍，或者有居住证",
            "no",
            (ValueSeen("household", "户口", "away", "不在"), ValueSeen("residence", "居住证", "none", "没有")),
        ),
        RuleSeen("first", "每人一张老年证", "maybe", ()),
    ),
    materials=(
        CLEAN.materials[0],
        MaterialSeen("hukou", "户口簿", "kept", "申请人上传", "C", False, (PHOTO, SCAN), "首页和本人页齐全"),
        MaterialSeen("permit", "居住证", "left_out", "", None, False, (), "在有效期内"),
    ),
    uploads=(PHOTO, SCAN),
    drafted=Drafted(
        "您申请的老年人优待证申领，材料还不齐全。请把下面各项一次补齐：",
        (
            ItemToCorrect("permit", "请拍居住证正反两面，要在有效期内。"),
            ItemToCorrect("household", "人口库查到的户口不在本市，请核对后重填。"),
        ),
    ),
    moves=(
        MoveSeen("accept", (), (), None, ()),
        MoveSeen("return", ("reason", "text"), ("unreadable", "wrong_scene", "wrong_region"), None, ()),
        MoveSeen("ask_correction", ("items",), (), None, ()),
        MoveSeen(
            "not_accept",
            ("text", "remedy"),
            (),
            None,
            (Template("t4", "不归本部门", "这件事不属于本部门职权范围。", remedy=REMEDY),),
        ),
        MoveSeen("void", ("text",), (), "own_decision", ()),
    ),
)

FULL = replace(
    CLEAN,
    id="01k00000000000000000000003",
    number="99010120261122000019",
    state="in_review",
    lamp="red",
    left=-2,
    item_name="居民身份证补领",
    title="我要补身份证",
    department_name="云川市公安局东湖分局",
    materials=(
        CLEAN.materials[0],
        MaterialSeen("permit", "居住证", "promised", "", None, False, (), "在有效期内"),
        MaterialSeen("photo", "近期照片", "kept", "申请人上传", "C", False, (PHOTO,), "白底，不戴帽子"),
    ),
    promises=(PromiseSeen("p1", "permit", "居住证", "2026-12-04", "owed", "到期没有补交的，这次申请就办结"),),
    orders=(
        OrderView(
            "o1",
            "P2026112200017",
            CLEAN.id,
            "donghu-public-security",
            "东湖分局",
            "证照工本费",
            "non_tax",
            4000,
            ({"label": "补领工本费", "fen": 4000},),
            ("财政部规定",),
            "due",
            "2026-11-27",
            None,
            (),
        ),
        OrderView(
            "o2",
            "P2026112200018",
            CLEAN.id,
            "donghu-public-security",
            "东湖分局",
            "加急费",
            "service",
            3000,
            (),
            ("财政部规定",),
            "partly_refunded",
            "2026-11-27",
            "2026-11-21T09:15:00.000+08:00",
            ({"fen": 1000, "state": "done", "because": "asked_by_staff", "at": "2026-11-21T10:15:00.000+08:00"},),
        ),
    ),
    moves=(
        *CLEAN.moves[:4],
        MoveSeen("approve_extension", (), (), None, ()),
        MoveSeen("break_promise", ("text",), (), "promise_not_overdue", ()),
    ),
    pay_by="2026-11-27",
    history=(
        *CLEAN.history,
        LineSeen(
            4,
            "2026-11-21T15:20:00.000+08:00",
            "extension_asked",
            "in_review",
            "东湖区民政局申请延长办理时间",
            "李芳",
            "要等省里回函，预计三天。",
        ),
    ),
)

THEIRS = replace(CLEAN, id="01k00000000000000000000004", holder=HER, lamp="amber", left=3)
OVER = replace(
    CLEAN,
    id="01k00000000000000000000005",
    state="closed",
    result="approved",
    moves=(),
    holder=None,
    left=None,
    decided_at="2026-11-21T15:20:00.000+08:00",
    decided_by="王敏",
)


def waiting(case: DeskCase, applicant: str) -> Waiting:
    """The same case as a line of the queue."""
    return Waiting(
        case.id,
        case.number,
        case.item,
        case.item_name,
        case.title,
        case.department,
        case.department_name,
        case.state,
        case.result,
        case.lamp,
        case.due_on,
        case.left,
        case.submitted_at,
        applicant,
        case.query_code,
        case.holder,
        case.version,
    )
