"""What is wrong with a scene beside its rules: names, references, fills, cycles. Every check notes all it finds."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from core.ports import Path
from core.scenes.city import City
from core.scenes.clauses import Otherwise
from core.scenes.field_checks import group_at, groups_in, wrong_with
from core.scenes.fields import Field
from core.scenes.id_checks import check_ids, cycle
from core.scenes.party_checks import PartyChecks
from core.scenes.rule_checks import RuleChecks
from core.scenes.scene import ROOTS, Scene, looks_at
from core.scenes.shape import guess
from core.scenes.source import Source
from core.scenes.vocabulary import Vocabulary

_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class SceneChecks:
    """`scenes` and `items`: the slugs there are, those included that could not be read."""

    scene: Scene
    source: Source
    vocabulary: Vocabulary
    scenes: Set[str]
    items: Set[str]
    city: City

    def run(self) -> None:
        self._names()
        self._items()
        for part, fields in (("ask", self.scene.ask), ("form", self.scene.form)):
            for at, field in enumerate(fields):
                self._field(field, part, at)
        self._conditions()
        PartyChecks(self.scene, self.source).run()
        self._scenes_named()
        self._cycles()

    def say(self, says: str, *steps: str | int) -> None:
        self.source.complain(self.source.root.at(*steps), says)

    def _names(self) -> None:
        check_ids([each.id for each in self.scene.ask], self.source, "ask")
        check_ids([each.id for each in self.scene.form], self.source, "form")
        check_ids([each.id for each in self.scene.eligible], self.source, "eligible")
        check_ids([each.id for each in self.scene.consents], self.source, "consents")
        self._city_names()
        guided = {each.id for each in self.scene.ask}
        for part, fields in (("ask", self.scene.ask), ("form", self.scene.form)):
            for at, field in enumerate(fields):
                if field.id in ROOTS:
                    self.say(f"`{field.id}` is a root of facts: call the question otherwise", part, at, "id")
                if part == "form" and field.id in guided:
                    self.say(f"the id `{field.id}` is taken by a guided question: choose another", part, at, "id")

    def _city_names(self) -> None:
        themes = {theme for known in self.city.themes.values() for theme in known}
        for at, theme in enumerate(self.scene.themes):
            if themes and theme not in themes:
                self.say(f"there is no theme {theme}{guess(theme, themes)}: see themes.yaml", "themes", at)
        for at, code in enumerate(self.scene.regions):
            if code not in self.city.regions:
                self.say(f"there is no region {code}{guess(code, self.city.regions)}", "regions", at)

    def _items(self) -> None:
        named = [use.item for use in self.scene.items]
        if not named:
            self.say("a scene needs at least one item", "items")
        for at, use in enumerate(self.scene.items):
            if use.item not in self.items:
                self.say(f"there is no item `{use.item}`{guess(use.item, self.items)}", "items", at, "item")
            if use.item in named[:at]:
                self.say(f"the item `{use.item}` is here twice", "items", at, "item")
            for other in (*use.after, *use.feeds.values()):
                if other not in named:
                    self.say(f"`{other}` is no item of this scene{guess(other, named)}", "items", at)
            if use.on_denied == "go_on" and not use.after:
                self.say(
                    f"`{use.item}` waits for nobody: take `on_denied` out, or say `after`", "items", at, "on_denied"
                )

    def _field(self, field: Field, part: str, at: int) -> None:
        for steps, says in wrong_with(field):
            self.say(says, part, at, *steps)
        for steps in groups_in(field):
            check_ids([each.id for each in group_at(field, steps).fields], self.source, part, at, *steps, "fields")
        self._seen_by(field.items, part, at)
        if field.fill:
            self._fill(field, part, at)

    def _seen_by(self, items: Sequence[str], part: str, at: int) -> None:
        named = {use.item for use in self.scene.items}
        for item in items:
            if item not in named:
                self.say(f"`{item}` is no item of this scene{guess(item, named)}", part, at, "items")

    def _fill(self, field: Field, part: str, at: int) -> None:
        assert field.fill
        source = field.fill.source
        if not self.vocabulary.knows(source):
            self.say(f"nobody knows `{source}`{self.vocabulary.guess(source)}", part, at, "fill", "from")
        for key, option in field.fill.map.items():
            if field.options and option not in field.options:
                near = guess(option, field.options)
                self.say(f"`{option}` is no option of `{field.id}`{near}", part, at, "fill", "map", key)
        lacking = [word for word in self._words_of(source) if word not in field.fill.map]
        if lacking and field.options:
            self.say(f"`map` has nothing for {', '.join(lacking)}: say which option it means", part, at, "fill")

    def _words_of(self, source: Path) -> tuple[str, ...]:
        """What a `map` must have an option for."""
        type_ = self.vocabulary.types.get(source)
        return ("true", "false") if type_ == "boolean" else ("true", "null") if type_ == "object" else ()

    def _conditions(self) -> None:
        rules = RuleChecks(self.vocabulary, self.scene.fields)
        for at, each in enumerate(self.scene.eligible):
            for place in _PLACE.findall(" ".join(each.shown)):
                if place != "who" and not rules.knows(place):
                    near = self.vocabulary.guess(place, self.scene.fields)
                    self.say(f"nobody knows `{{{place}}}`{near}", "eligible", at, "shown")
            self._seen_by(each.items, "eligible", at)
            if each.otherwise:
                self._otherwise(each.otherwise, at, rules)

    def _otherwise(self, otherwise: Otherwise, at: int, rules: RuleChecks) -> None:
        if not (otherwise.says or otherwise.scene or otherwise.remind):
            self.say("`else` offers nothing: write `says`, `scene` or `remind`", "eligible", at, "else")
        if otherwise.remind and not rules.knows(otherwise.remind.on):
            self.say(f"nobody knows the day `{otherwise.remind.on}`", "eligible", at, "else", "remind", "on")

    def _scenes_named(self) -> None:
        for at, each in enumerate(self.scene.eligible):
            if each.otherwise and each.otherwise.scene:
                self._other_scene(each.otherwise.scene, "eligible", at, "else", "scene")
        for at, after in enumerate(self.scene.next):
            self._other_scene(after.scene, "next", at, "scene")

    def _other_scene(self, slug: str, *steps: str | int) -> None:
        if slug not in self.scenes:
            self.say(f"there is no scene `{slug}`{guess(slug, self.scenes)}", *steps)

    def _cycles(self) -> None:
        fields = self.scene.fields
        hidden = cycle({name: looks_at(each) & fields.keys() for name, each in fields.items()})
        for name in hidden[:1]:
            part = "ask" if any(each.id == name for each in self.scene.ask) else "form"
            at = next(at for at, each in enumerate(getattr(self.scene, part)) if each.id == name)
            self.say(f"these questions wait for each other: {' → '.join(hidden)}", part, at, "when")
        waiting = cycle({use.item: set(use.after) for use in self.scene.items})
        for item in waiting[:1]:
            at = next(at for at, use in enumerate(self.scene.items) if use.item == item)
            self.say(f"these items wait for each other: {' → '.join(waiting)}", "items", at, "after")
