"""What a matter asks of a person besides papers, office by office: money and what it rests on, and ways to a window."""

from dataclasses import dataclass

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
    """How often one has to come in person, why, and where the windows are."""

    item: str
    name: str
    times: int
    why: str
    places: tuple[Place, ...]


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
    return tuple(
        VisitForItem(item.slug, item.name, item.visits.times, item.visits.why, item.places)
        for item in items
        if item.visits.times
    )
