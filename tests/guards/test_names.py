"""Names of the office: no manager, handler, helper, util or common; every module says what it is for."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.guards.tree import Source, holds, ours, sources

EMPTY_WORDS = {"manager", "handler", "helper", "helpers", "handlers", "managers", "util", "utils", "common", "misc"}
EMPTY_NAMES = re.compile(r"^(process_data|do_[a-z]\w*|\w+_v\d+|part_?\d+|\w+_part_?\d+)$")
OVERRIDDEN = {"get_route_handler"}  # a framework calls it by this name, so we must too
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_TOO_LONG_A_DOCSTRING = 12  # lines; more belongs into docs/


def words_of(name: str) -> set[str]:
    return {word.lower() for word in _WORDS.findall(name)}


def is_empty_name(name: str) -> bool:
    return bool(words_of(name) & EMPTY_WORDS) or bool(EMPTY_NAMES.match(name))


def defined(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """What a file itself gives a name to; words of a framework's own may be used, not defined."""
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node, node.name
        elif isinstance(node, ast.Assign):
            yield from ((node, target.id) for target in node.targets if isinstance(target, ast.Name))


def badly_named(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for node, name in defined(source):
            sentence = name.startswith("test_")  # may say what it likes
            if is_empty_name(name) and not sentence and name not in OVERRIDDEN:
                yield source.at(node, f"{name} says nothing of what it is; name it by what it does for the office")


def badly_named_files(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if any(is_empty_name(part.split(".")[0]) for part in name.split("/")):
            yield f"{name}: this file name says nothing of what is inside"


def without_opening(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        if not source.text.strip():
            yield source.at(1, "an empty module still says in a sentence what the folder is for")
        elif not (docstring := ast.get_docstring(source.tree)):
            yield source.at(1, "a module opens with one or two sentences: what it is for, what it must not do")
        elif len(docstring.splitlines()) > _TOO_LONG_A_DOCSTRING and not source.path.endswith("conftest.py"):
            yield source.at(1, "one or two sentences; the rest belongs into docs/")


def not_sentences(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        for node in ast.walk(source.tree):
            is_test = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test_")
            if is_test and len(node.name.split("_")) < 3:
                yield source.at(node, f"{node.name}: a test's name is a sentence")


def test_nothing_is_called_manager_or_its_kin() -> None:
    holds(badly_named(sources()))
    holds(badly_named_files(ours()))


def test_every_module_says_what_it_is_for() -> None:
    holds(without_opening(source for source in sources() if not source.path.startswith("migrations/")))


def test_every_test_is_named_by_a_sentence() -> None:
    holds(not_sentences(sources("tests")))


def test_empty_names_are_seen() -> None:
    text = (
        "class CaseManager: ...\ndef process_data(): ...\nMessageHandler = 1\ndef submit_v2(): ...\ndef do_it(): ...\n"
    )
    assert len(list(badly_named([Source("core/sample.py", text)]))) == 5
    assert len(list(badly_named_files(["core/utils.py", "api/common/x.py", "core/part2.py", "core/cashier.py"]))) == 3


def test_good_names_are_let_be() -> None:
    text = "def handled_by(): ...\ndef settle(): ...\nclass Claim: ...\nDONE = 1\ndef utilities(): ...\n"
    assert not list(badly_named([Source("core/sample.py", text)]))


def test_silent_modules_are_seen() -> None:
    assert len(list(without_opening([Source("core/a.py", ""), Source("core/b.py", "x = 1\n")]))) == 2


def test_a_test_without_a_sentence_is_seen() -> None:
    assert list(not_sentences([Source("tests/test_x.py", "def test_ok(): ...\n")]))
