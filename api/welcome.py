"""What `./dev run` says once the house is open: where to click, and as whom."""

import unicodedata

from api.settings import Settings
from core.house import house

_PEOPLE_SHOWN = 4


def words_for(settings: Settings, people: list[tuple[str, str, str, str]]) -> str:
    """`people`: (name, ID number, phone, who this is) of the pretend ones."""
    here = settings.public_address
    city = house().city
    lines = [f"  掌办 Zhangban is open: {city.name}, {len(city.scenes)} scenes", ""]
    places = {"pages for citizens": f"{here}/", "API, every call": f"{here}/docs"}
    places["desk for officers"] = f"{here}/desk"
    if settings.has_sandbox:
        places |= {"pretend colleagues (codes)": f"{here}/sandbox/colleagues"}
        places |= {"pretend phone (sign-in codes)": f"{here}/sandbox/", "pretend people": f"{here}/sandbox/people"}
    lines += [f"  {name:<30}{address}" for name, address in places.items()]
    lines += [f"  {'data':<30}{settings.data.resolve()}"]
    if people:
        lines += ["", "  Sign in as one of these, all of them made up:"]
        lines += [_row(*one) for one in people[:_PEOPLE_SHOWN]]
    return "\n".join(["", *lines, "", "  ctrl-C closes it.", ""])


def _row(name: str, id_number: str, phone: str, says: str) -> str:
    return f"  {_wide(name, 10)}{id_number:<20}{phone:<13}{says}"


def _wide(text: str, width: int) -> str:
    """`text` padded for a terminal, where a Chinese character takes two places."""
    taken = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    return text + " " * max(1, width - taken)
