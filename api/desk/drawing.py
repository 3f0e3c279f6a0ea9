"""How the desk is drawn: the house's one Jinja environment with the desk's own templates, words and style sheet."""

from functools import cache
from pathlib import Path
from typing import cast

from jinja2 import FileSystemLoader
from ruamel.yaml import YAML

from api.h5 import words as citizens
from api.h5.assets import Asset, Assets, asset, plain_script, squeeze
from api.h5.drawing import LOOK, drawing
from api.h5.look import Look, sizes
from api.h5.voice import Voice, speaking
from api.h5.words import Words
from core.json import decode

HERE = Path(__file__).parent
AT = "/desk/static"
_SHARED = ("dates.", "money", "ui.optional")  # said to citizens and to officers alike


class DeskDrawing:
    """Draws the desk's pages by name. Everything a page shows has been fetched before."""

    def __init__(self) -> None:
        shared = drawing()
        self.assets = Assets(_assets(shared.look))
        self.env = shared.env.overlay(loader=FileSystemLoader(HERE / "templates"))
        self.env.globals = {**shared.env.globals, "asset": self.assets.address}

    def draw(self, name: str, as_: Voice, /, **shown: object) -> str:
        """The page `templates/pages/<name>.html`."""
        with speaking(as_):
            return self.env.get_template(f"pages/{name}.html").render(shown)


def style_sheet(look: Look) -> str:
    """The city's colours, the desk's smaller sizes, and how it is arranged."""
    own = cast(dict[str, dict[str, tuple[int, int]]], decode(LOOK.read_bytes()))["desk"]
    variables = ";".join(sizes(own))
    return f"{look.css()}:root{{{variables}}}{squeeze((HERE / 'static/desk.css').read_text('utf-8'))}"


def _assets(look: Look) -> list[Asset]:
    script = plain_script((HERE / "static/desk.js").read_text("utf-8"))
    mark = drawing().assets.named["mark.svg"]
    return [
        asset("desk.css", "text/css", style_sheet(look), at=AT),
        asset("desk.js", "text/javascript", script, at=AT),
        asset("mark.svg", mark.media_type, mark.body.decode(), at=AT),
    ]


@cache
def words(language: str) -> Words:
    """The desk's words, and those it shares with the citizens' pages."""
    own = Words(language, YAML(typ="safe", pure=True).load((HERE / f"words/{language}.yaml").read_text("utf-8")))
    shared = citizens.words(language).flat
    own.flat |= {key: said for key, said in shared.items() if key.startswith(_SHARED)}
    return own


@cache
def desk_drawing() -> DeskDrawing:
    return DeskDrawing()
