"""What a citizen's text asks for. Full width, spaces, quotes, letter case and a missing space do not matter."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from core.ids import tidy_code
from notifications.letters import Letter

CODE_LENGTH = 8
LONGEST = 200  # characters that are looked at; nobody asks for anything in more
AROUND = " \t\r\n“”\"'‘’【】[]「」《》<>()（）。.!！?？,，:：;；、#-—_~"


@dataclass(frozen=True)
class Request:
    """`wants`: which answer is asked for; `code` what came with it, tidied. A bare code has no `wants`."""

    wants: str | None
    code: str = ""


def read(text: str, answers: Mapping[str, Letter]) -> Request | None:
    """None: nothing that we understand."""
    said = unicodedata.normalize("NFKC", text[:LONGEST]).upper().strip(AROUND)
    if _is_code(said):
        return Request(None, tidy_code(said))
    words = ((keyword.upper(), letter) for letter in answers.values() for keyword in letter.keywords)
    for keyword, letter in sorted(words, key=lambda pair: -len(pair[0])):
        if said.startswith(keyword) and (found := _with_code(said.removeprefix(keyword), keyword, letter)):
            return found
    return None


def _with_code(rest: str, keyword: str, letter: Letter) -> Request | None:
    """A short Latin keyword is one only when it stands alone or before a code: `TD`, not the T of some word."""
    code = tidy_code(rest)
    if not rest.strip(AROUND):
        return Request(letter.answers)
    if letter.takes_code and (_is_code(code) or rest[0] in AROUND or not keyword.isascii()):
        return Request(letter.answers, code)
    return None if keyword.isascii() or letter.takes_code else Request(letter.answers)


def _is_code(said: str) -> bool:
    """Eight letters and digits, with blanks or dashes between them at most."""
    plain = said.replace(" ", "").replace("-", "")
    return len(plain) == CODE_LENGTH and plain.isascii() and plain.isalnum()
