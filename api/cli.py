"""The command line behind `./dev`: SAYS lists what there is."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from api import logs
from api.settings import Misconfigured, Settings

Work: TypeAlias = Callable[[Settings], Coroutine[object, object, int]]
SAYS: Mapping[str, str] = {
    "run": "the whole house in one process: API, pages, worker, sandbox",
    "worker": "the worker alone, beside serving processes",
    "migrate": "bring the database to the newest schema",
    "seed": "the schema, and the present scenes published",
    "shell": "Python inside the open house",
    "scenes-check": "load the city folder, walk every path of every scene",
    "audit-verify": "follow the hash chain of every application",
    "outbox-dead": "what was tried too often and waits for a person",
    "outbox-revive": "try one of those again",
    "staff-add": "somebody begins to work at the desk; the password comes in by standard input",
    "staff-list": "who works at the desk",
    "staff-leave": "somebody cannot sign in any more",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Answers the exit code. What is wrong with the settings is told in sentences, not as a traceback."""
    given = _parser().parse_args(arguments)
    try:
        settings = settings_from(given).checked()
    except Misconfigured as wrong:
        return _complain(str(wrong))
    except ValidationError as wrong:
        told = wrong.errors(include_input=False, include_url=False, include_context=False)
        return _complain("\n".join(f"- ZB_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in told))
    logs.set_up(_level(settings))
    logs.report_to(settings.sentry.get_secret_value() if settings.sentry else None)
    return run(settings) if given.command == "run" else _run_async(_work(given), settings)


def _complain(problems: str) -> int:
    print(f"These settings cannot be used:\n{problems}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dev", description="A city hall in the palm of a citizen's hand.")
    commands = parser.add_subparsers(required=True, dest="command", metavar="command")
    for name, says in SAYS.items():
        one = commands.add_parser(name, help=says, description=says)
        one.add_argument("--data", type=Path, help="where the embedded database, keys and uploads are")
        one.add_argument("--city", type=Path, help="the city's folder")
        if name == "run":
            one.add_argument("--port", type=int)
            one.add_argument("--host")
        _more(name, one)
    return parser


def _more(name: str, one: argparse.ArgumentParser) -> None:
    if name == "outbox-revive":
        one.add_argument("row", help="the id that outbox-dead shows")
    if name in ("staff-add", "staff-leave"):
        one.add_argument("name", help="what they sign in with")
    if name == "staff-add":
        one.add_argument("--department", required=True, help="a slug of the city's departments.yaml")
        one.add_argument("--roles", required=True, help="clerk,officer,supervisor,finance,administrator,auditor")
        one.add_argument("--shown-name", default="", help="what colleagues read")


def settings_from(given: argparse.Namespace) -> Settings:
    """The environment's settings, with what the command line says on top. Raises: ValidationError."""
    said = {name: getattr(given, name, None) for name in ("data", "city", "port", "host")}
    said["worker"] = "separate" if given.command == "worker" else None
    return Settings(**{name: value for name, value in said.items() if value is not None})


def _level(settings: Settings) -> str:
    """A newcomer at a terminal sees where to click, not a line for every click."""
    quiet = sys.stderr.isatty() and not settings.is_production and "log_level" not in settings.model_fields_set
    return "warning" if quiet else settings.log_level


def _work(given: argparse.Namespace) -> Work:
    from api import commands, staffing

    works: Mapping[str, Work] = {
        "worker": commands.worker,
        "migrate": commands.migrate,
        "seed": commands.seed,
        "shell": commands.shell,
        "scenes-check": commands.scenes,
        "audit-verify": commands.audit,
        "outbox-dead": commands.dead,
        "outbox-revive": lambda settings: commands.revive(settings, given.row),
        "staff-add": lambda settings: staffing.add(
            settings, given.name, given.department, given.roles, given.shown_name
        ),
        "staff-list": staffing.listed,
        "staff-leave": lambda settings: staffing.leave(settings, given.name),
    }
    return works[given.command]


def run(settings: Settings) -> int:
    """Serve until a signal."""
    from api.app import create_app
    from api.serving import serve
    from api.welcome import words_for

    app = create_app(settings)

    async def announce() -> None:
        world = app.state.house.sandbox
        print(words_for(settings, [] if world is None else world.people()), flush=True)

    listened = serve(app, settings, announce)
    if app.state.unreadable:
        print(app.state.unreadable, file=sys.stderr)
    return 0 if listened else 1


def _run_async(work: Work, settings: Settings) -> int:
    from api.city import UNREADABLE
    from api.serving import fast_loop

    with asyncio.Runner(loop_factory=fast_loop) as runner:
        try:
            return runner.run(_until_told(work(settings)))
        except UNREADABLE as wrong:
            print(wrong, file=sys.stderr)
            return 1


async def _until_told(work: Coroutine[object, object, int]) -> int:
    """SIGTERM ends it as ctrl-C does: what is at hand is finished first."""
    task = asyncio.ensure_future(work)
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
