"""What is wrong where a scene and its items meet: papers that nobody makes, rules about answers they may not see."""

from collections.abc import Iterator, Set

from core.scenes.item import OFFICE, Item
from core.scenes.rule_checks import rules_of_item
from core.scenes.scene import Scene, root_of
from core.scenes.shape import guess
from core.scenes.source import Node, Source
from core.scenes.vocabulary import Vocabulary

DESK = "desk"


def sources_wrong(scene: Scene, vocabulary: Vocabulary) -> Iterator[tuple[str, int, str]]:
    """(item, place of the material, what is wrong) of each source that is none."""
    for use in scene.items:
        for at, material in enumerate(scene.uses_items[use.item].materials):
            for source in material.sources:
                if wrong := _source_wrong(source, scene, vocabulary):
                    yield use.item, at, wrong


def _source_wrong(source: str, scene: Scene, vocabulary: Vocabulary) -> str:
    kind, _, name = source.partition(".")
    if source in {"upload", "statement", "delegation"}:
        return ""
    if kind == "field":
        return "" if name in scene.fields else f"there is no question `{name}`{guess(name, scene.fields)}"
    if kind in {"licence", "registry"} and vocabulary.knows(source):
        return ""
    return f"a paper cannot come from `{source}`{vocabulary.guess(source, ('upload', 'statement', 'delegation'))}"


def feeds_wrong(scene: Scene) -> Iterator[tuple[int, str]]:
    """(place of the item in the scene, what is wrong) where one case is to make another's paper."""
    for at, use in enumerate(scene.items):
        papers = {material.id for material in scene.item(use.item).materials}
        for material, maker in use.feeds.items():
            if material not in papers:
                yield at, f"`feeds` names `{material}`, which is no material of `{use.item}`{guess(material, papers)}"
            if not scene.item(maker).gives.licence:
                yield at, f"`{maker}` gives no licence, so it cannot make the paper `{material}`: see its `gives`"
            if maker not in scene.before(use.item):
                yield at, f"`{use.item}` does not wait for `{maker}`, which makes its paper: add it to `after`"


def unseen(scene: Scene, source: Source, item: Item) -> Iterator[tuple[Node, str]]:
    """(where in the item's file, what is wrong) of each answer the item leans on and may not see."""
    seen = {each.id for each in scene.fields_of(item.slug)}
    for placed in rules_of_item(item, source):
        for name in {root_of(path) for path in placed.rule.paths} & scene.fields.keys() - seen:
            yield placed.node, _hidden(name, item)
    for at, material in enumerate(item.materials):
        for name in (each.removeprefix("field.") for each in material.sources if each.startswith("field.")):
            if name in scene.fields and name not in seen:
                yield source.root.at("materials", at, "from"), _hidden(name, item)
    yield from _choosing(scene, source, item, seen)
    yield from _placeless(scene, source, item)


def _choosing(scene: Scene, source: Source, item: Item, seen: Set[str]) -> Iterator[tuple[Node, str]]:
    """Questions that the item leans on for how and where, which are none or not for it."""
    for part, chosen_by in (("result", item.result.chosen_by), ("visits", item.visits.chosen_by)):
        if chosen_by and chosen_by not in scene.fields:
            near = guess(chosen_by, scene.fields)
            yield source.root.at(part, "chosen_by"), f"there is no question `{chosen_by}`{near}"
        elif chosen_by and chosen_by not in seen:
            yield source.root.at(part, "chosen_by"), _hidden(chosen_by, item)


def _placeless(scene: Scene, source: Source, item: Item) -> Iterator[tuple[Node, str]]:
    """Options of the question where to go that are no place of the item."""
    question = scene.fields.get(item.visits.chosen_by)
    places = {place.id for place in item.places}
    for option in question.options if question else ():
        if option not in places:
            near = guess(option, places)
            yield (
                source.root.at("visits", "chosen_by"),
                f"`{option}` of `{item.visits.chosen_by}` is the `id` of no place{near}",
            )


def _hidden(name: str, item: Item) -> str:
    return f"`{item.slug}` may not see the answer `{name}`: add it to the `items` of that question"


def makers_wrong(item: Item, licences: Set[str], offices: Set[str] | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """(where in the item's file, what is wrong) with what it gives and who decides it; None: nobody said which there
    are."""
    gives = item.gives.licence
    if gives and licences and gives not in licences:
        yield ("gives",), f"there is no licence `{gives}`{guess(gives, licences)}: write licences/{gives}.yaml"
    if item.handled_in == DESK:
        return
    office = item.handled_in.removeprefix(OFFICE)
    if office == item.handled_in or not office.isidentifier():
        yield ("handled_in",), f"`{item.handled_in}` handles nothing: write `{DESK}`, or `{OFFICE}` and its name"
    elif offices is not None and office not in offices:
        yield ("handled_in",), f"there is no office `{office}`{guess(office, offices)}"
