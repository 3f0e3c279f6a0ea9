"""What the operator asks for between runs. Each prints sentences and answers an exit code."""

import asyncio
import sys

from api.bootstrap import opened
from api.city import sources_of
from api.settings import Settings
from core import applications, crypto, db, outbox
from core import audit as trail
from core.scenes import CityNotReady, load, paths
from core.time import rfc3339, today
from payments import ledger

MOST_WAYS = 200_000  # through one scene; at start-up far fewer are walked


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def worker(settings: Settings) -> int:
    """Work until told to stop."""
    async with opened(settings, only_works=True) as house:
        await house.listening()
        say("The worker works. ctrl-C ends it.")
        await asyncio.Event().wait()
    return 0


async def migrate(settings: Settings) -> int:
    """The newest schema; a second time changes nothing."""
    settings.data.mkdir(parents=True, exist_ok=True)
    await db.migrate(settings.database_url)
    say("The database has the newest schema.")
    return 0


async def seed(settings: Settings) -> int:
    """The schema, and the present scenes published."""
    await migrate(settings)
    async with opened(settings):
        await applications.publish()
        found = await db.row("SELECT count(*) AS n FROM scene_versions")
    say(f"Published scene versions: {found['n'] if found else 0}.")
    return 0


async def audit(settings: Settings) -> int:
    """Exit code 1 when a chain is broken, or the books are not straight."""
    broken, walked = 0, 0
    crypto.use(settings.keyring())
    async with db.opened(settings.database_url):
        async for found in trail.verify():
            if isinstance(found, int):
                walked = found
                continue
            broken += 1
            say(f"application {found.application_id}, event {found.seq}: {found.what}")
        uneven = [*await ledger.crooked(), *await ledger.overdrawn()]
    for entry in uneven:
        say(f"ledger: {entry}")
    say(f"{walked} applications followed, {broken} breaks; {len(uneven)} faults in the ledger.")
    return 1 if broken or uneven else 0


async def dead(settings: Settings) -> int:
    """What a person has to look at, newest first. No personal data: ids, consumer, topic and the error's name."""
    crypto.use(settings.keyring())
    async with db.opened(settings.database_url):
        found = await outbox.dead()
    for row in found:
        told = (
            row["id"],
            rfc3339(row["created_at"]),
            row["consumer"],
            row["topic"],
            row["key"],
            row["last_error"] or "",
        )
        say("  ".join(told))
    say(f"{len(found)} dead. `./dev outbox revive <id>` tries one again.")
    return 0


async def revive(settings: Settings, row_id: str) -> int:
    """Exit code 1 when there is no such dead row."""
    async with db.opened(settings.database_url):
        try:
            await outbox.revive(row_id)
        except db.Stale:
            say(f"There is no dead row {row_id}.")
            return 1
    say(f"{row_id} waits to be done again.")
    return 0


async def scenes(settings: Settings) -> int:
    """Exit code 1 with everything that is wrong, file by file."""
    try:
        city = load(settings.city, sources_of(settings.city).knowledge.vocabulary(), most_ways=MOST_WAYS)
    except CityNotReady as wrong:
        say(str(wrong))
        return 1
    for slug, scene in city.scenes.items():
        walk = paths(scene, today(), MOST_WAYS)
        ends = ", ".join(f"{outcome} {count}" for outcome, count in sorted(walk.outcomes.items()))
        say(f"{slug}: {walk.paths} ways walked, {len(scene.examples)} examples hold ({ends})")
    for warning in city.warnings:
        say(f"worth a look: {warning}")
    say(f"{len(city.scenes)} scenes, {len(city.items)} items: nothing is wrong.")
    return 0


async def shell(settings: Settings) -> int:
    """Python inside the open house."""
    from api.shell import talk

    async with opened(settings) as house:
        await talk(house)
    return 0
