"""A correction as the house would write it: everything that did not hold, at once (一次性告知), in the city's words."""

from core.desk.opinions import words
from core.desk.sheet import Sheet
from core.desk.views import Drafted, ItemToCorrect, MaterialSeen
from core.desk.visible import targets_of
from core.rules import Rule


def drafted(sheet: Sheet, materials: tuple[MaterialSeen, ...]) -> Drafted:
    """Nothing to correct: no text."""
    said = words()
    items = [
        ItemToCorrect(
            one.id, said.contradicted.format(label=one.label, said=one.said, known=one.known, source=one.source)
        )
        for one in sheet.contradictions()
    ]
    items += [
        ItemToCorrect(one.id, said.missing.format(label=one.label, accepted_when=one.accepted_when))
        for one in materials
        if one.state == "left_out" and not one.optional
    ]
    items += _conditions(sheet, {item.id for item in items})
    return Drafted(said.intro.format(title=sheet.scene.title) if items else "", tuple(items))


def _conditions(sheet: Sheet, named: set[str]) -> list[ItemToCorrect]:
    """A condition that did not hold, at the first answer it looked at that the person can still change."""
    rules: dict[str, Rule] = {each.id: each.rule for each in sheet.scene.eligible}
    targets = targets_of(sheet.scene, sheet.item) & sheet.scene.fields.keys()
    found = []
    for seen in sheet.rules():
        at = next((path for path in rules[seen.id].paths if path in targets), None)
        if seen.outcome != "yes" and at is not None and at not in named:
            found.append(ItemToCorrect(at, words().condition.format(says=seen.says)))
            named.add(at)
    return found
