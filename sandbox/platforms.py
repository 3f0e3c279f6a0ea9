"""What the pretend platforms know: who is who in which app, the codes a phone is given there, and Alipay's keys."""

import base64
import hashlib
import secrets
import sqlite3
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from .demo import ALIPAY_KEYS, KNOWN_PREFIX, PREFIX
from .kinds import decode, encode
from .people import Person
from .world import World

WECHAT, ALIPAY = "wechat", "alipay"
LOGIN, PHONE = "login", "phone"
CODE_LIVES_MS = 5 * 60 * 1000
UNKNOWN, SPENT, EXPIRED = "unknown", "spent", "expired"
A_MINUTE, MOST_A_MINUTE = 60_000, 100  # sign-ins of one person


class Wrong(Exception):
    """A code that does not serve: `why` is unknown, spent, expired, or `too_often`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def account(kind: str, app: str, person: Person) -> str:
    """The same for the same person in the same app, and telling nothing about them."""
    digest = hashlib.sha256(f"{kind} {app} {person.id_number}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")[:27]


async def give_code(world: World, platform: str, kind: str, person: Person) -> str:
    code, now = secrets.token_hex(16), world.clock.real_ms()
    insert = "insert into platform_codes (code, platform, kind, person, made_ms) values (?, ?, ?, ?, ?)"
    await world.store.do(lambda db: db.execute(insert, (code, platform, kind, person.id, now)))
    return code


async def spend_code(world: World, platform: str, kind: str, code: str) -> Person:
    """Whose code this is. It serves once, within five minutes. Raises: Wrong."""
    now = world.clock.real_ms()

    def write(db: sqlite3.Connection) -> str:
        query = "select * from platform_codes where code=? and platform=? and kind=?"
        row = db.execute(query, (code, platform, kind)).fetchone()
        if row is None:
            raise Wrong(UNKNOWN)
        if row["spent_ms"] is not None:
            raise Wrong(SPENT)
        if row["made_ms"] + CODE_LIVES_MS < now:
            raise Wrong(EXPIRED)
        recent = "select count(*) as n from platform_codes where platform=? and person=? and spent_ms>?"
        if db.execute(recent, (platform, row["person"], now - A_MINUTE)).fetchone()["n"] >= MOST_A_MINUTE:
            raise Wrong("too_often")
        db.execute("update platform_codes set spent_ms=? where code=?", (now, code))
        return str(row["person"])

    return world.people.by_id[await world.store.do(write)]


def count_token(db: sqlite3.Connection) -> None:
    """Somebody asks WeChat for a token."""
    db.execute(
        "insert into settings (name, value) values ('wechat_tokens_asked', '1')"
        " on conflict (name) do update set value=cast(value as integer)+1"
    )


async def tokens_asked_for(world: World) -> int:
    query = "select value from settings where name='wechat_tokens_asked'"
    row = await world.store.do(lambda db: db.execute(query).fetchone())
    return int(row["value"]) if row else 0


async def alipay_keys(world: World) -> Mapping[str, str]:
    """The public ones; where a rehearsal has secrets of its own, keys of its own, made once and kept."""
    if PREFIX == KNOWN_PREFIX:
        return ALIPAY_KEYS

    def write(db: sqlite3.Connection) -> str:
        row = db.execute("select value from settings where name='alipay_keys'").fetchone()
        if row is not None:
            return str(row["value"])
        made = encode(
            {**_pair("app_private_key", "app_public_key"), **_pair("alipay_private_key", "alipay_public_key")}
        )
        db.execute("insert into settings (name, value) values ('alipay_keys', ?)", (made.decode(),))
        return made.decode()

    kept = decode(await world.store.do(write))
    assert isinstance(kept, dict)
    return {name: str(key) for name, key in kept.items()}


def _pair(private: str, public: str) -> dict[str, str]:
    key = generate_private_key(65537, 2048)
    ours = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    theirs = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {private: base64.b64encode(ours).decode(), public: base64.b64encode(theirs).decode()}
