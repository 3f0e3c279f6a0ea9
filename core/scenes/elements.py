"""The elements of an item (实施清单) one by one: who, how long, with what papers, for what fee. Words and numbers only.

Sources: GB/T 39554.2-2020 (elements), GB/T 39046-2020 Annex A (code tables), the national exchange tables for items.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.rules import Rule
from core.scenes.shape import called

ItemKind = Literal[
    "licence",  # 01 行政许可
    "penalty",  # 02 行政处罚
    "compulsion",  # 03 行政强制
    "levy",  # 04 行政征收
    "payment",  # 05 行政给付
    "inspection",  # 06 行政检查
    "confirmation",  # 07 行政确认
    "reward",  # 08 行政奖励
    "ruling",  # 09 行政裁决
    "other",  # 10 其他
    "public-service",  # 20 公共服务
]
ServedKind = Literal[
    "natural-person", "company", "institution", "social-organisation", "government-body", "other-organisation"
]
Handling = Literal["window", "online_pc", "online_mobile", "post", "other"]
Level = Literal["province", "city", "county", "town", "village"]

LEVEL_DIGIT: Mapping[Level, int] = {"province": 2, "city": 3, "county": 4, "town": 5, "village": 6}
TYPE_DIGITS: Mapping[ItemKind, str] = {
    "licence": "01", "penalty": "02", "compulsion": "03", "levy": "04", "payment": "05", "inspection": "06",
    "confirmation": "07", "reward": "08", "ruling": "09", "other": "10", "public-service": "20",
}  # fmt: skip


@dataclass(frozen=True)
class Code:
    """基本编码 (12 signs) and 实施编码 (31: department 18, level 1, 基本编码 12) of the list's owner."""

    catalog: str
    task: str
    local: str = ""


@dataclass(frozen=True)
class Basis:
    """One provision the item rests on (设定依据)."""

    law: str
    article: str = ""
    text: str = ""


@dataclass(frozen=True)
class Jurisdiction:
    """Who handles it for this person: the `department` of the place where they are at home, or of the whole city."""

    department: str
    level: Level = "county"
    by: Literal["household", "residence", "city"] = "household"


@dataclass(frozen=True)
class Limit:
    """Working days: promised, and the most that law gives. `suspends`: what does not count (特别程序)."""

    promised: int
    statutory: int
    deemed_acceptance: bool = False
    says: str = ""
    suspends: tuple[str, ...] = ()
    extendable_by: int = 0


@dataclass(frozen=True)
class MayFollow:
    """The paper may come later (容缺): within `days` working days of acceptance."""

    days: int
    granted_by: Literal["rule", "clerk"] = "clerk"
    consequence: str = ""


@dataclass(frozen=True)
class Material:
    """A paper asked for. `sources`: licence.*, registry.*, field.*, upload, statement, delegation, in this order."""

    id: str
    sources: tuple[str, ...] = field(metadata=called("from"))
    label: str = ""
    when: Rule | None = None
    may_follow: MayFollow | None = None
    necessity: Literal["required", "optional", "may_follow"] = "required"
    type: Literal["proof", "form", "other"] = "proof"
    form: Literal["paper", "electronic", "either"] = "either"
    originals: int = 0
    copies: int = 0
    signed: bool = False
    issued_by: str = ""
    accepted_when: str = ""
    help: str = ""
    blank: str = ""
    sample: str = ""
    basis: str = ""


@dataclass(frozen=True)
class FeeLine:
    """A tier: `fen` when it applies."""

    id: str
    label: str
    fen: int
    when: Rule | None = None
    basis: str = ""


@dataclass(frozen=True)
class Waiver:
    """Who pays less: `percent` of the whole is let off."""

    id: str
    says: str
    when: Rule
    percent: int = 100
    basis: str = ""


@dataclass(frozen=True)
class Fee:
    kind: Literal["none", "non_tax", "service", "premium"] = "none"
    name: str = ""
    basis: str = ""
    lines: tuple[FeeLine, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    when: Literal["before_review", "before_certifying"] = "before_review"
    refund: Literal["automatic", "by_finance"] = "automatic"
    online: bool = False


@dataclass(frozen=True)
class Decide:
    """即办. A rule may only approve; refusing is a person's act."""

    approve_when: Rule | None = None


@dataclass(frozen=True)
class Gives:
    """The licence that an approval issues. `until`: the fact with its last day, where it takes another's place."""

    licence: str = ""
    until: str = ""


STANDARD, NOTHING = "standard", "nothing"


@dataclass(frozen=True)
class Tells:
    """Which letter of city/letters goes out at which moment; `standard` is the city's own, `nothing` none."""

    submitted: str = "standard"
    accepted: str = "standard"
    decided: str = "standard"


@dataclass(frozen=True)
class Bring:
    """One thing to bring to the window: an original, not a picture of it. `when`: who has to."""

    says: str
    when: Rule | None = None


@dataclass(frozen=True)
class Visits:
    """到办事现场次数. `step`: for which step of the work one comes; `chosen_by`: the question to which place."""

    times: int = 0
    why: str = ""
    step: Literal["accept", "deliver"] = "accept"
    bring: tuple[Bring, ...] = ()
    chosen_by: str = ""


@dataclass(frozen=True)
class Result:
    """审批结果. `chosen_by`: the question how it is to be delivered; what is not electronic takes a person."""

    type: Literal["certificate", "document", "approval", "other", "none"] = "none"
    name: str = ""
    sample: str = ""
    delivered: tuple[Literal["electronic", "post", "pickup"], ...] = ()
    chosen_by: str = ""


@dataclass(frozen=True)
class FlowStep:
    """One step of 办理流程. `days`: working days."""

    step: Literal["apply", "accept", "review", "approve", "finish", "deliver"]
    says: str
    who: str = ""
    days: int = 0


@dataclass(frozen=True)
class Place:
    """办理地点与时间. `id`: the option by which a question chooses it."""

    name: str
    address: str
    hours: str
    phone: str = ""
    id: str = ""


@dataclass(frozen=True)
class Phones:
    """咨询方式 and 监督投诉方式, with area code."""

    ask: str
    complain: str


@dataclass(frozen=True)
class Question:
    """One row of 常见问题."""

    q: str
    a: str
