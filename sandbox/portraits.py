"""Portraits for identity cards: drawn silhouettes in the size of a one-inch photo, one for each pretend person,
always the same.
"""

import base64
import hashlib
import io
from functools import lru_cache

from PIL import Image, ImageDraw

from .people import Person

WIDTH, HEIGHT = 295, 413  # one inch as photo studios cut it: 25 x 35 mm at 300 dpi
FINER = 2  # drawn larger and scaled down, for smooth edges
COLOURS = 48
GROUND = (224, 234, 247)
SKINS = ((238, 206, 178), (230, 192, 162), (244, 216, 192))
COATS = ((52, 73, 102), (84, 98, 88), (110, 72, 78), (64, 64, 72), (96, 84, 120))
DARK_HAIR, GREY_HAIR = (44, 40, 40), (168, 168, 172)

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]


def portrait(person: Person) -> str:
    """A PNG as base64."""
    old = person.told["card_years"] == "long"
    return _drawn(person.id, is_man=person.is_man, hair=GREY_HAIR if old else DARK_HAIR)


@lru_cache(maxsize=64)
def _drawn(seed: str, *, is_man: bool, hair: Colour) -> str:
    chosen = hashlib.sha256(seed.encode()).digest()
    picture = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), GROUND)
    _draw(ImageDraw.Draw(picture), SKINS[chosen[0] % len(SKINS)], COATS[chosen[1] % len(COATS)], hair, is_man=is_man)
    small = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(COLOURS)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return base64.b64encode(out.getvalue()).decode()


def _draw(pen: ImageDraw.ImageDraw, skin: Colour, coat: Colour, hair: Colour, *, is_man: bool) -> None:
    """From the back to the front: hair, shoulders, neck, face, fringe. Boxes are in parts of the width and height."""

    def box(left: float, top: float, right: float, bottom: float) -> Box:
        return (left * WIDTH * FINER, top * HEIGHT * FINER, right * WIDTH * FINER, bottom * HEIGHT * FINER)

    if not is_man:
        pen.rounded_rectangle(box(0.25, 0.2, 0.75, 0.64), radius=WIDTH * FINER * 0.2, fill=hair)
    pen.ellipse(box(0.06, 0.7, 0.94, 1.5), fill=coat)
    pen.rounded_rectangle(
        box(0.42, 0.52, 0.58, 0.76), radius=WIDTH * FINER * 0.05, fill=tuple(int(part * 0.93) for part in skin)
    )
    pen.polygon(
        [(x * WIDTH * FINER, y * HEIGHT * FINER) for x, y in ((0.39, 0.71), (0.5, 0.83), (0.61, 0.71))],
        fill=(250, 250, 250),
    )
    pen.ellipse(box(0.27, 0.14, 0.73, 0.5), fill=hair)
    pen.ellipse(box(0.25, 0.34, 0.32, 0.45), fill=skin)
    pen.ellipse(box(0.68, 0.34, 0.75, 0.45), fill=skin)
    pen.ellipse(box(0.29, 0.2, 0.71, 0.61), fill=skin)
    pen.chord(box(0.285, 0.15, 0.715, 0.46), 180, 360, fill=hair)
