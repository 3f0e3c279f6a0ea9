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
from itertools import accumulate, islice

from core.scenes.nearness import distance_within
from core.scenes.scene import Scene

_LETTERS = re.compile(r"[a-z]+", re.ASCII)
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("ü", "v"))  # sounds that people and regions mix up
_TITLE, _ALSO, _ITEM, _THEME, _SAYS = 100, 90, 70, 40, 20
_WHOLE, _START, _INSIDE, _INITIALS, _NEARLY = 1.0, 0.9, 0.8, 0.7, 0.5
_ENOUGH = 2 / 3  # of the characters asked for, in any order
MOST = 1_000  # texts looked at for one query: nobody reads on
_SHORT = 4  # letters: a filler that sounds as short could begin another word
_TRIED = 60  # phrases compared letter by letter when nothing matches exactly


def fold(text: str) -> str:
    """Half width, lower case, without spaces and signs."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


class Haystack:
    """Many short texts as one long one: finding is then a matter of `str.find`."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._all = "".join(f"\n{text}" for text in texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=1)) if texts else []

    def find(self, needle: str, most: int = MOST) -> Iterator[tuple[int, float]]:
        """(number of the text, how well it matches), each text once: at most so many that begin with it or hold it."""
        begun: set[int] = set()
        for number in islice(self._numbers(f"\n{needle}", 1), most):
            begun.add(number)
            yield number, _WHOLE if self._texts[number] == needle else _START
        yield from ((number, _INSIDE) for number in islice(self._numbers(needle, 0), most) if number not in begun)

    def _numbers(self, needle: str, before: int) -> Iterator[int]:
        """Of the texts in which it stands; `before`: signs of the needle that belong to no text."""
        at = self._all.find(needle)
        while at >= 0:
            number = bisect_right(self._starts, at + before) - 1
            yield number
            at = self._all.find(needle, self._starts[number] + len(self._texts[number]))


@dataclass(frozen=True, slots=True)
class Phrase:
    scene: int
    weight: int
    text: str


class Search:
    """An index over the scenes of a city. `fillers`: words that say nothing about what is wanted (我要办, 怎么)."""

    def __init__(self, scenes: Sequence[Scene], fillers: Iterable[str] = ()) -> None:
        self._scenes = scenes
        self._fillers = sorted(map(fold, fillers), key=len, reverse=True)
        self._spelt_fillers = [spelt for each in self._fillers if len(spelt := "".join(_sounds(each))) > _SHORT]
        phrases = (phrase for at, scene in enumerate(scenes) for phrase in self._phrases_of(at, scene))
        self._phrases = sorted(phrases, key=lambda phrase: -phrase.weight)
        sounds = [_sounds(phrase.text) for phrase in self._phrases]
        self._written = Haystack([phrase.text for phrase in self._phrases])
        self._spelt = Haystack(["".join(each) for each in sounds])
        self._initials = Haystack(["".join(sound[:1] for sound in each) for each in sounds])
        self._alike_texts = [_alike("".join(each)) for each in sounds]
        self._alike = Haystack(self._alike_texts)
        self._by_sign = _postings(set(phrase.text) for phrase in self._phrases)
        self._by_three = _postings(_threes(each) for each in self._alike_texts)

    def find(self, typed: str) -> list[Scene]:
        """Best first. Nothing typed, or nothing that says what is wanted: all scenes, in the city's order."""
        folded = fold(typed)
        query = self._meant(folded)
        if not query:
            return list(self._scenes) if folded or not typed.strip() else []
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
        seen: set[str] = set()
        for weight, texts in [*weighted, (_SAYS, [scene.says])]:
            for folded in map(fold, texts):
                text = self._meant(folded) or folded
                if text and text not in seen:
                    seen.add(text)
                    yield Phrase(at, weight, text)

    def _meant(self, folded: str) -> str:
        """Without the words that say nothing of what is wanted: it may be that nothing is left."""
        if _LETTERS.fullmatch(folded):
            begun = (spelt for spelt in self._spelt_fillers if folded.startswith(spelt))
            return folded.removeprefix(next(begun, ""))
        for filler in self._fillers:
            folded = folded.replace(filler, "")
        return folded

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
