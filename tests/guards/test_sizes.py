"""Small: a file has at most 250 lines, a function 30 (its docstring not counted), 5 positional parameters."""

import ast
from collections.abc import Iterable, Iterator

from tests.guards.tree import Source, holds, ours, read, sources

FILE_LINES, FUNCTION_LINES, POSITIONAL = 250, 30, 5
Function = ast.FunctionDef | ast.AsyncFunctionDef
_FRONT_END = (".html", ".js", ".mjs", ".ts", ".tsx")
_FRONT_TESTS = (".test.ts", ".test.tsx")
_FRAMEWORK_FILLS_IN = {"Depends", "Query", "Header", "Path", "Form", "File", "Body", "Cookie"}
_ROUTES = {"get", "post", "route", "exception_handler", "middleware", "websocket"}


def exempt(source: Source) -> bool:
    return source.path.startswith(("tests/", "migrations/"))


def functions(source: Source) -> Iterator[Function]:
    return (node for node in ast.walk(source.tree) if isinstance(node, Function))


def lines_of_code(source: Source) -> int:
    """Tables of data do not count: what a name at the top of a module is given, when it is a display of values."""
    tables = [
        node for node in source.tree.body if isinstance(node, (ast.Assign, ast.AnnAssign)) and is_table(node.value)
    ]
    return source.text.count("\n") - sum((node.end_lineno or 0) - node.lineno for node in tables)


def is_table(value: ast.expr | None) -> bool:
    inner = value.args[0] if isinstance(value, ast.Call) and value.args else value
    return isinstance(inner, (ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Constant))


def lines_of(function: Function) -> int:
    """From `def` to the last line, without the docstring: saying where a rule comes from must cost nothing."""
    first = function.body[0]
    docstring = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        docstring = (first.end_lineno or 0) - first.lineno + 1
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def _filled_in(argument: ast.arg, default: ast.expr | None) -> bool:
    spoken = " ".join(ast.unparse(node) for node in (argument.annotation, default) if node)
    return any(f"{name}(" in spoken for name in _FRAMEWORK_FILLS_IN)


def positional(function: Function) -> int:
    """Those a caller may give by place. Routes have no caller but the framework, which names them all."""
    called = {
        node.func.attr
        for node in function.decorator_list
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    if called & _ROUTES:
        return 0
    arguments = [*function.args.posonlyargs, *function.args.args]
    defaults = [None] * (len(arguments) - len(function.args.defaults)) + list(function.args.defaults)
    counted = [one for one, default in zip(arguments, defaults, strict=True) if not _filled_in(one, default)]
    return len(counted) - (bool(counted) and counted[0].arg in {"self", "cls"})


def too_large(found: Iterable[Source]) -> Iterator[str]:
    for source in found:
        if (lines := lines_of_code(source)) > FILE_LINES:
            yield source.at(1, f"{lines} lines; split by meaning, {FILE_LINES} at most")
        for function in functions(source):
            if (lines := lines_of(function)) > FUNCTION_LINES:
                yield source.at(function, f"{function.name} has {lines} lines, {FUNCTION_LINES} at most")
            if (count := positional(function)) > POSITIONAL:
                yield source.at(
                    function, f"{function.name} takes {count} by place, {POSITIONAL} at most: name them (*)"
                )


def test_every_python_file_and_function_is_small() -> None:
    holds(too_large(source for source in sources() if not exempt(source)))


def test_every_page_and_script_is_small() -> None:
    pages = [name for name in ours() if name.endswith(_FRONT_END) and not name.endswith(_FRONT_TESTS)]
    fronts = [*pages, "dev", ".ci/run"]
    assert {"api/h5/static/enhance.js", "miniprogram/src/app.tsx"} <= {*pages}
    holds(f"{name}: {lines} lines" for name in fronts if (lines := read(name).count("\n")) > FILE_LINES)


def test_a_long_file_a_long_function_and_many_parameters_are_seen() -> None:
    body = "\n".join(f"    x = {n}" for n in range(FUNCTION_LINES))
    sample = Source("core/sample.py", f"def long():\n{body}\n\ndef wide(a, b, c, d, e, f): ...\n" + "\n" * FILE_LINES)
    assert [words.split(": ")[0] for words in too_large([sample])] == [
        "core/sample.py:1",
        "core/sample.py:1",
        "core/sample.py:33",
    ]


def test_docstrings_keyword_only_and_injected_parameters_do_not_count() -> None:
    lines = "\n    ".join("why" for _ in range(40))
    text = (
        f'def told():\n    """{lines}"""\n    return 1\n'
        "class It:\n    def ok(self, a, b, c, d, e, *, f, g): ...\n"
        "def injected(a, b, c, d, e, f=Depends(it), g: Annotated[int, Query()] = 1): ...\n"
        "@router.get('/')\ndef route(a, b, c, d, e, f): ...\n"
    )
    assert not list(too_large([Source("core/sample.py", text)]))


def test_a_long_table_of_data_is_let_be() -> None:
    assert not list(
        too_large([Source("core/table.py", '"""Codes."""\nclass Code: ...\nCODES = {\n' + "    1: 2,\n" * 300 + "}\n")])
    )
