"""Nothing that belongs to one machine or to nobody else's eyes is in a tracked file: paths, registry hosts, secrets."""

import re
from collections.abc import Iterable, Iterator

from tests.guards.tree import holds, ours, read

MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:work|farm|root|Users|home/[a-z]\w*|tmp/bash_jobs)/[\w.-]+")
REGISTRY_HOST = re.compile(
    r"\b(?:registry\.npm\w*|npm[m]irror|pypi\.[a-z]+|files\.pythonhosted|deb\.debian)(?:\.[a-z]+)?\b"
)
SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a cloud access key": re.compile(r"\b(?:LTAI[0-9A-Za-z]{12,}|AKIA[0-9A-Z]{16})\b"),
    "a token": re.compile(r"\b(?:gh[pousr]_[0-9A-Za-z]{30,}|sk-[0-9A-Za-z]{32,}|eyJ[\w-]{20,}\.eyJ[\w-]{20,})\b"),
    "a password in an address": re.compile(
        r"\b(?:postgres|postgresql|redis|https?)://[\w.-]+:(?!\$|\{|<|…|\.\.\.)[^@\s/'\"]{3,}@"
    ),
}
PRETEND = ("sandbox/",)  # the sandbox's secrets are public and refused in production
NOT_TEXT = (".png", ".jpg", ".jpeg", ".pdf", ".woff2", ".ico", ".gz", ".zip", ".ofd")
LOCKS = {  # what in a lock file says where to download from; a package's own home page does not
    re.compile(r"^requirements[\w-]*\.txt$"): re.compile(r"https?://\S+"),
    re.compile(r"^package-lock\.json$"): re.compile(r'"resolved": *"(?!node_modules)[^"]*'),
}


def leaks(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if match := MACHINE_PATH.search(line):
            yield f"{name}:{number}: {match[0]} is a path of one machine"
        if match := REGISTRY_HOST.search(line):
            yield f"{name}:{number}: {match[0]} names a registry's host; a package has a name, that is enough"
        if not name.startswith(PRETEND):
            yield from (f"{name}:{number}: looks like {what}" for what, sign in SECRETS.items() if sign.search(line))


def addresses(name: str, text: str) -> Iterator[str]:
    for lock, told in LOCKS.items():
        if lock.search(name.rpartition("/")[2]) and (match := told.search(text)):
            yield f"{name}: a lock file without addresses installs anywhere; this one says {match[0][:60]}"


def every_leak(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if not name.endswith(NOT_TEXT):
            text = read(name)
            yield from leaks(name, text)
            yield from addresses(name, text)


def test_no_file_tells_of_a_machine_a_registry_or_a_secret() -> None:
    holds(every_leak(ours()))


def test_leaks_of_every_kind_are_seen() -> None:
    bad = (  # cut in two, so that this file does not accuse itself
        "cd /wo|rk/main",
        "open('/ro|ot/.ssh/id')",
        "https://regis|try.npmjs.org/axe",
        "py|pi.org",
        "-----BEGIN RSA PRIV|ATE KEY-----",
        "key = LT|AI5tAbCdEfGhIjKlMn",
        "url = 'postgres:|//me:hunter22@db/zhangban'",
    )
    for line in bad:
        assert list(leaks("core/sample.py", line.replace("|", ""))), line
    assert list(addresses("tests/e2e/package-lock.json", '"resolved": "https://some.host/x.tgz"'))


def test_ordinary_lines_are_let_be() -> None:
    fine = (
        "dir = '/tmp/zb-pg-1'",
        "network /workers/3",
        "postgres://zhangban@127.0.0.1:5432/x",
        "redis://:${PASSWORD}@redis:6379",
    )
    for line in fine:
        assert not list(leaks("core/sample.py", line)), line
