"""The city's colours and sizes (`city/look.json`) as CSS variables. The one place where a token becomes a style."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from core.json import decode

_ROOT_PX = 16  # what one rem is until the person says otherwise; sizes in rem follow them
Sizes = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Look:
    """One city's look. Sizes are in CSS pixels at the default text size; `popular` are slugs of scenes."""

    help_line: str
    popular: tuple[str, ...]
    fonts: tuple[str, ...]
    light: Mapping[str, str]
    dark: Mapping[str, str]
    type: Sizes
    elder_type: Sizes
    elder_sizes: tuple[int, ...]
    space: tuple[int, ...]
    numbers: Mapping[str, int]

    @classmethod
    def load(cls, path: Path) -> "Look":
        """Raises: KeyError, TypeError when a token is missing or of another shape: without its look no house starts."""
        raw = cast(Mapping[str, object], decode(path.read_bytes()))
        colours = cast(Mapping[str, Mapping[str, str]], raw["colours"])
        elder = cast(Mapping[str, object], raw["elder"])
        focus = cast(Mapping[str, int], raw["focus"])
        return cls(
            help_line=str(raw["help_line"]),
            popular=tuple(cast(list[str], raw["popular"])),
            fonts=tuple(cast(list[str], raw["fonts"])),
            light=colours["light"],
            dark=colours["dark"],
            type=cast(Sizes, raw["type"]),
            elder_type=cast(Sizes, elder["type"]),
            elder_sizes=tuple(cast(list[int], elder["sizes"])),
            space=tuple(cast(list[int], raw["space"])),
            numbers={
                **{name: cast(int, raw[name]) for name in ("edge", "radius", "touch", "apart")},
                "elder-touch": cast(int, elder["touch"]),
                "elder-apart": cast(int, elder["apart"]),
                "focus-width": focus["width"],
                "focus-offset": focus["offset"],
            },
        )

    def css(self) -> str:
        """The variables every style sheet leans on: light, dark by device, the elder flow and its larger sizes."""
        return "".join(
            (
                _block(":root", (*_colours(self.light), *self._shapes(), *sizes(self.type))),
                f"@media(prefers-color-scheme:dark){{{_block(':root', _colours(self.dark))}}}",
                f"@media print{{{_block(':root', _colours(self.light))}}}",
                _block(".elder", (*self._elder_shapes(), *sizes(self.elder_type))),
                *(self._larger(step, size) for step, size in enumerate(self.elder_sizes) if step),
            )
        )

    def _shapes(self) -> Iterator[str]:
        yield "--fonts:" + ",".join(f'"{name}"' if " " in name else name for name in self.fonts)
        for at, size in enumerate(self.space, 1):
            yield f"--space-{at}:{size}px"
        for name, size in self.numbers.items():
            if not name.startswith("elder-"):
                yield f"--{name}:{size}px"

    def _elder_shapes(self) -> Iterator[str]:
        for name in ("touch", "apart"):
            yield f"--{name}:{self.numbers[f'elder-{name}']}px"

    def _larger(self, step: int, size: int) -> str:
        by = size / self.elder_sizes[0]
        grown = {name: (round(font * by), round(line * by)) for name, (font, line) in self.elder_type.items()}
        return _block(f".elder.size-{step}", sizes(grown))


def _colours(colours: Mapping[str, str]) -> Iterator[str]:
    return (f"--{name}:{value}" for name, value in colours.items())


def sizes(given: Sizes) -> Iterator[str]:
    """Two variables for each size: the font in rem, so that it follows the reader, and the height of its line."""
    for name, (font, line) in given.items():
        yield f"--{name}:{font / _ROOT_PX:g}rem"
        yield f"--{name}-line:{line / font:.4g}"


def _block(selector: str, lines: Iterator[str] | tuple[str, ...]) -> str:
    return f"{selector}{{{';'.join(lines)}}}"
