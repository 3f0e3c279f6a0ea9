"""Finds scenes as people type: Chinese from one character, pinyin, initials, small typos in pinyin. All in memory.

Each scene is a few phrases (title, other names, items, themes) of different weight; a phrase is searched as it is
written, as it sounds, and by its initials. What matches exactly goes before what only nearly matches.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from core.scenes.nearness import distance_within
from core.scenes.scene import Scene

_LETTERS = re.compile(r"[a-z]+", re.ASCII)
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("ü", "v"))  # sounds that people and regions mix up
_TITLE, _ALSO, _ITEM, _THEME, _SAYS = 100, 90, 70, 40, 20
_WHOLE, _START, _INSIDE, _INITIALS, _NEARLY = 1.0, 0.9, 0.8, 0.7, 0.5
_ENOUGH = 2 / 3  # of the characters asked for, in any order
_TRIED = 60  # phrases compared letter by letter when nothing matches exactly


def fold(text: str) -> str:
    """Half width, lower case, without spaces and signs."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


class Haystack:
    """Many short texts as one long one: finding is then a matter of `str.find`."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._all = "\n".join(("", *texts))
        self._starts: list[int] = []
        at = 1
        for text in texts:
            self._starts.append(at)
            at += len(text) + 1

    def find(self, needle: str) -> Iterator[tuple[int, float]]:
        """(number of the text, how well it matches), each text once."""
        at = self._all.find(needle)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            start, text = self._starts[number], self._texts[number]
            yield number, _WHOLE if text == needle else _START if at == start else _INSIDE
            at = self._all.find(needle, start + len(text))


@dataclass(frozen=True, slots=True)
class Phrase:
    scene: int
    weight: int
    text: str


class Search:
    """An index over the scenes of a city. `fillers`: words that say nothing about what is wanted (我要办, 怎么)."""

    def __init__(self, scenes: Sequence[Scene], fillers: Iterable[str] = ()) -> None:
        self._scenes = scenes
        self._fillers = sorted((fold(each) for each in fillers), key=len, reverse=True)
        self._phrases = [phrase for at, scene in enumerate(scenes) for phrase in self._phrases_of(at, scene)]
        sounds = [_sounds(phrase.text) for phrase in self._phrases]
        self._written = Haystack([phrase.text for phrase in self._phrases])
        self._spelt = Haystack(["".join(each) for each in sounds])
        self._initials = Haystack(["".join(sound[:1] for sound in each) for each in sounds])
        self._alike_texts = [_alike("".join(each)) for each in sounds]
        self._alike = Haystack(self._alike_texts)
        self._by_sign = _postings(set(phrase.text) for phrase in self._phrases)
        self._by_three = _postings(_threes(each) for each in self._alike_texts)

    def find(self, typed: str) -> list[Scene]:
        """Best first. Nothing typed: all scenes, in the city's order."""
        query = self._meant(fold(typed))
        if not query:
            return [] if typed.strip() else list(self._scenes)
        letters = "".join(_LETTERS.findall(query)) if not query.isascii() else ""
        rest = _LETTERS.sub("", query) if letters else query
        scores = self._score(rest)
        if letters:
            heard = self._score(letters)
            scores = {scene: score + heard[scene] for scene, score in scores.items() if scene in heard}
        return [self._scenes[at] for at in sorted(scores, key=lambda at: (-scores[at], at))]

    def _phrases_of(self, at: int, scene: Scene) -> Iterator[Phrase]:
        names = [each.name for each in scene.uses_items.values()]
        weighted = [(_TITLE, [scene.title]), (_ALSO, scene.also), (_ITEM, names), (_THEME, scene.themes)]
        for weight, texts in [*weighted, (_SAYS, [scene.says])]:
            for text in filter(None, map(fold, texts)):
                yield Phrase(at, weight, text)
                if (meant := self._meant(text)) != text:
                    yield Phrase(at, weight, meant)

    def _meant(self, folded: str) -> str:
        """Without the fillers, unless nothing is left."""
        rest = folded
        for filler in self._fillers:
            rest = rest.replace(filler, "")
        return rest or folded

    def _score(self, query: str) -> dict[int, float]:
        heard = _LETTERS.fullmatch(query)
        found = list(self._heard(query) if heard else self._written.find(query))
        if not found:
            found = list(self._nearly_heard(query) if heard else self._in_any_order(query))
        scores: dict[int, float] = {}
        for number, fit in found:
            phrase = self._phrases[number]
            scores[phrase.scene] = max(scores.get(phrase.scene, 0), phrase.weight * fit)
        return scores

    def _heard(self, letters: str) -> Iterator[tuple[int, float]]:
        yield from self._spelt.find(letters)
        for number, fit in self._initials.find(letters):
            yield number, fit * _INITIALS
        for number, fit in self._alike.find(_alike(letters)):
            yield number, fit * _NEARLY

    def _in_any_order(self, query: str) -> Iterator[tuple[int, float]]:
        wanted = set(query)
        counts = Counter(number for sign in wanted for number in self._by_sign.get(sign, ()))
        for number, count in counts.items():
            if (share := count / len(wanted)) >= _ENOUGH:
                yield number, share * _NEARLY

    def _nearly_heard(self, letters: str) -> Iterator[tuple[int, float]]:
        """One slip of the finger in a short word, two in a long one."""
        spelt = _alike(letters)
        slips = 0 if len(spelt) < 4 else 1 if len(spelt) < 8 else 2
        counts = Counter(number for three in _threes(spelt) for number in self._by_three.get(three, ()))
        for number, _ in counts.most_common(_TRIED if slips else 0):
            slipped = distance_within(spelt, self._alike_texts[number], slips)
            if slipped is not None:
                yield number, _NEARLY / (1 + slipped)


@cache
def _sounds(text: str) -> tuple[str, ...]:
    """The pinyin of each character; letters and digits as they are."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text))


def _alike(spelt: str) -> str:
    for one, other in _ALIKE:
        spelt = spelt.replace(one, other)
    return spelt


def _threes(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def _postings(parts: Iterable[set[str]]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(parts):
        for part in each:
            found[part].append(number)
    return dict(found)
