"""Photos and papers as a phone has them."""

import io

from PIL import Image

from tests.e2e.miniprogram_host.host import Chosen


def photo(name: str = "证件照.jpg", width: int = 480, height: int = 640) -> Chosen:
    """Noise, so that it is as large as a photo is."""
    held = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(held, "JPEG")
    return Chosen(name, held.getvalue())
