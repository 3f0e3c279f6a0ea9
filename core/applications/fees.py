"""What a matter asks of a person besides papers, office by office: money and what it rests on, and ways to a window."""

from dataclasses import dataclass

from core.rules import Maybe, Rule
from core.scenes import Item, Judgement, Scene
from core.scenes.elements import Place
from core.scenes.judgement import FeePart


@dataclass(frozen=True)
class FeeForItem:
    """What one item costs. `fen` is None while it is not known which tier applies, 0 where nothing is asked.

    A waiver is a line below zero. `when`: before_review or before_certifying.
    """

    item: str
    name: str
    fen: int | None
    lines: tuple[FeePart, ...]
    basis: tuple[str, ...]
    when: str


@dataclass(frozen=True)
class VisitForItem:
    """How often one has to come in person, why, with what, and to which windows: the chosen one alone, once there is.

    `bring`: originals to bring; `perhaps`: those that more answers decide. `step`: accept or deliver, what it is for;
    `pays`: the fee comes before. `now`: the work waits for it.
    """

    item: str
    name: str
    times: int
    why: str
    places: tuple[Place, ...]
    step: str = "accept"
    bring: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    pays: bool = False
    now: bool = False


def fee_of(judgement: Judgement, item: Item) -> FeeForItem:
    """The fee of one item as it was judged."""
    lines = tuple(line for line in judgement.fee.lines if line.item == item.slug)
    asks = item.fee.kind != "none"
    known = not asks or judgement.fee.fen is not None
    chosen = {line.id for line in lines}
    of_lines = (line.basis for line in item.fee.lines if line.id in chosen)
    of_waivers = (waiver.basis for waiver in item.fee.waivers if waiver.id in chosen)
    basis = tuple(dict.fromkeys(one for one in (item.fee.basis, *of_lines, *of_waivers) if one and asks))
    fen = sum(line.fen for line in lines) if known else None
    return FeeForItem(item.slug, item.fee.name or item.name, fen, lines, basis, item.fee.when)


def fees_of(judgement: Judgement, scene: Scene) -> tuple[FeeForItem, ...]:
    """Of every item that asks for money, in the order of the cases."""
    items = [scene.item(case.item) for case in judgement.cases]
    return tuple(fee_of(judgement, item) for item in items if item.fee.kind != "none")


def visits_of(judgement: Judgement, scene: Scene) -> tuple[VisitForItem, ...]:
    """Of every item that takes a visit."""
    items = [scene.item(case.item) for case in judgement.cases]
    return tuple(visit_of(judgement, item) for item in items if item.visits.times)


def visit_of(judgement: Judgement, item: Item) -> VisitForItem:
    """What the item asks of the one who comes, as far as their answers tell."""
    visits, chosen = item.visits, judgement.values.get(item.visits.chosen_by)
    applies = [(each.says, _applies(each.when, judgement)) for each in visits.bring]
    fee = fee_of(judgement, item)
    return VisitForItem(
        item.slug,
        item.name,
        visits.times,
        visits.why,
        tuple(place for place in item.places if place.id and place.id == chosen) or item.places,
        visits.step,
        tuple(says for says, sure in applies if sure),
        tuple(says for says, sure in applies if sure is None),
        pays=bool(fee.fen) and (visits.step == "deliver" or fee.when == "before_review"),
    )


def _applies(rule: Rule | None, judgement: Judgement) -> bool | None:
    """None: not known yet."""
    if rule is None:
        return True
    answer = rule.decide(judgement.data, judgement.unknown)
    return None if isinstance(answer, Maybe) else bool(answer.value)
