"""The rules by which cities audit their own items (实施清单). What contradicts itself is refused; what lacks is told.

The numbers are those of the audit rules a city published for its items; the rest follows from the law named beside it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass

from core.codes.task import TaskCodeWrong, catalog_code, task_code
from core.scenes.elements import TYPE_DIGITS
from core.scenes.item import Item
from core.scenes.shape import guess

_WITH_AREA_CODE = re.compile(r"0\d{2,3}-\d{4,8}(-\d{1,6})?|\+86-\d+", re.ASCII)
_ENDINGS = {"certificate": "证", "document": "文", "approval": "批复"}
_LICENCE_FLOW = ("accept", "review", "approve", "finish", "deliver")
_WANTED = ("basis", "conditions", "flow", "places", "phones", "levels", "themes", "result")
NATURAL = "natural-person"


@dataclass(frozen=True)
class Finding:
    """`key`: the element it is about. `refused`: the item contradicts itself; else it is only worth telling."""

    key: str
    says: str
    refused: bool = True


@dataclass(frozen=True)
class Auditing:
    """What an item is compared with: what departments do, their codes, and the themes by whom they serve."""

    does: Set[str]
    usccs: Set[str]
    themes: Mapping[str, tuple[str, ...]]


def findings(item: Item, city: Auditing) -> Iterator[Finding]:
    for check in _CHECKS:
        yield from check(item, city)


def _codes(item: Item, city: Auditing) -> Iterator[Finding]:
    """基本编码 12 and 实施编码 31, and the second ends with the first."""
    try:
        kind = catalog_code(item.code.catalog).kind
        if kind != TYPE_DIGITS[item.kind]:
            says = f"digits 3-4 of the catalog code say {kind}, but a {item.kind} is {TYPE_DIGITS[item.kind]}"
            yield Finding("code", says, refused=False)
        agency = task_code(item.code.task).agency
        if item.code.task[-12:] != item.code.catalog:
            yield Finding("code", "the task code should end with the catalog code")
        if agency not in city.usccs:
            yield Finding("code", f"no department has the code {agency}", refused=False)
    except TaskCodeWrong as wrong:
        yield Finding("code", f"this is no valid code of 12 or 31 signs ({wrong.code}): check it against the list")


def _department(item: Item, city: Auditing) -> Iterator[Finding]:
    name = item.handled_by.department
    if name not in city.does:
        yield Finding("handled_by", f"no department does `{name}`{guess(name, city.does)}: see departments.yaml")


def _limits(item: Item, city: Auditing) -> Iterator[Finding]:
    """Rule 1, and: what is promised may not be longer than the law gives."""
    limit = item.limit
    if limit.promised < 0 or limit.statutory < 1:
        yield Finding("limit", "limits are whole working days: promised 0 or more, statutory 1 or more")
    if limit.promised > limit.statutory:
        yield Finding("limit", f"promised ({limit.promised}) is longer than the law allows ({limit.statutory}) days")
    if limit.promised == 0 and item.case_kind != "instant":
        yield Finding("limit", "what is promised at once is `case_kind: instant`")
    if item.case_kind == "instant" and limit.promised > 1:
        yield Finding("case_kind", f"an instant item cannot take {limit.promised} days: make it `case_kind: promised`")


def _result(item: Item, city: Auditing) -> Iterator[Finding]:
    """Rules 2 and 10."""
    for type_, ending in _ENDINGS.items():
        if item.result.name.endswith(ending) and item.result.type != type_:
            yield Finding("result", f"a result named …{ending} is of type `{type_}`, not `{item.result.type}`")
    if item.result.name and not item.result.sample:
        yield Finding("result", "a result needs a `sample` that people can look at")


def _gives(item: Item, city: Auditing) -> Iterator[Finding]:
    if item.gives.until and not (item.gives.licence and item.gives.until.startswith("licence.")):
        yield Finding("gives", "`until` names the last day of the licence it replaces: `licence.<kind>.<fact>`")


def _visits(item: Item, city: Auditing) -> Iterator[Finding]:
    """Rules 3, 4 and 5."""
    visits = item.visits
    if visits.times and not visits.why:
        yield Finding("visits", f"people must come {visits.times} times: say `why`")
    if visits.times and not visits.bring:
        yield Finding("visits", "whoever comes has to know what to bring: say `bring`")
    if not visits.times and (visits.bring or visits.chosen_by):
        yield Finding("visits", "nobody has to come, so take `bring` and `chosen_by` out")
    if visits.chosen_by and not all(place.id for place in item.places):
        yield Finding("places", f"`{visits.chosen_by}` chooses the place: give each place the `id` of its option")
    if not visits.times and visits.why:
        yield Finding("visits", "nobody has to come, so take `why` out")
    if visits.times and item.online == "full":
        yield Finding("visits", "what is done fully online takes no visit: change `online` or `times`")
    if not visits.times and item.online not in {"full", "apply"} and "post" not in item.handling:
        yield Finding("online", "no visit and not online: then `handling` must name `post`")


def _money(item: Item, city: Auditing) -> Iterator[Finding]:
    """Rule 6. Money that is not published may not be taken."""
    fee = item.fee
    if fee.kind == "none":
        if fee.lines or fee.waivers or fee.online:
            yield Finding("fee", "an item without a fee has no lines, no waivers and no online payment")
        return
    for name in ("name", "basis", "lines"):
        if not getattr(fee, name):
            yield Finding("fee", f"a fee needs `{name}`")
    if any(line.fen < 0 for line in fee.lines):
        yield Finding("fee", "no line of a fee is below 0 fen: what lets people off is a waiver")
    if any(not line.fen and not line.basis for line in fee.lines):
        yield Finding("fee", "a line of 0 fen says why nothing is taken: write its `basis`")
    if any(not 0 < waiver.percent <= 100 for waiver in fee.waivers):
        yield Finding("fee", "a waiver lets off 1 to 100 percent")


def _phones(item: Item, city: Auditing) -> Iterator[Finding]:
    """Rule 7."""
    if item.phones is None:
        return
    if item.phones.ask == item.phones.complain:
        yield Finding("phones", "complaints go to another number than questions")
    for number in (item.phones.ask, item.phones.complain):
        if not _WITH_AREA_CODE.fullmatch(number):
            yield Finding("phones", f"`{number}` needs its area code: 0000-1234567")


def _themes(item: Item, city: Auditing) -> Iterator[Finding]:
    """Rule 8."""
    if not city.themes:
        return
    fitting = {theme for who, themes in city.themes.items() if _serves(item, who) for theme in themes}
    every = {theme for themes in city.themes.values() for theme in themes}
    for theme in item.themes:
        if theme not in every:
            yield Finding("themes", f"there is no theme {theme}{guess(theme, every)}")
        elif theme not in fitting:
            yield Finding("themes", f"the theme {theme} is not for those this item serves")


def _serves(item: Item, who: str) -> bool:
    return NATURAL in item.serves if who == NATURAL else any(each != NATURAL for each in item.serves)


def _licence_elements(item: Item, city: Auditing) -> Iterator[Finding]:
    """Rule 9."""
    if item.kind != "licence":
        return
    if not item.faq:
        yield Finding("kind", "an administrative licence needs at least one common question")
    lacking = [step for step in _LICENCE_FLOW if step not in {each.step for each in item.flow}]
    if lacking:
        yield Finding("kind", f"an administrative licence needs the steps {', '.join(lacking)}")


def _papers(item: Item, city: Auditing) -> Iterator[Finding]:
    """A form that is signed exists as an original; every form can be had. 国令716号: what is known is not asked for."""
    for material in item.materials:
        if material.signed and not material.originals:
            yield Finding("materials", f"`{material.id}` bears a signature: `originals` is at least 1")
        if material.type == "form" and not material.blank:
            yield Finding("materials", f"`{material.id}` is a form: `blank` says where it can be had")
        if not material.sources:
            yield Finding("materials", f"`{material.id}` comes from nowhere: fill in `from`")


def _wanted(item: Item, city: Auditing) -> Iterator[Finding]:
    for name in _WANTED:
        if not getattr(item, name):
            yield Finding(name, f"the published list wants `{name}`", refused=False)
    if item.result.type == "none":
        yield Finding("result", "the published list wants `result`", refused=False)


_CHECKS: tuple[Callable[[Item, Auditing], Iterator[Finding]], ...] = (
    _codes, _department, _limits, _result, _gives, _visits, _money, _phones, _themes, _licence_elements, _papers,
    _wanted,
)  # fmt: skip
