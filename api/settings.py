"""What an operator can set, by environment (`ZB_...`) or by argument. Production refuses to start half-configured.

Everything wrong is said at once. Plug-ins read their own settings, with their own prefix; they are not named here.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.crypto import Keyring, demo_keyring, keys_from, weaknesses
from core.crypto.keyring import CipherName
from sandbox.demo import DEMO_SECRETS

DEMO_KEYS = "demo.key"
FEWEST_SECRET_SIGNS = 24
MAKE_KEYS = "give keys as id:base64, made by `openssl rand -base64 32`; the first one is used from now on"


class Misconfigured(Exception):
    """The house will not open like this. `problems` are sentences, each with what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(f"- {problem}" for problem in problems))
        self.problems = problems


class Settings(BaseSettings):
    """Embedded by default: one process, SQLite, Redis and worker inside, the pretend outside world next door."""

    model_config = SettingsConfigDict(env_prefix="ZB_", extra="ignore", frozen=True)

    mode: Literal["demo", "production"] = "demo"
    data: Path = Path("data")
    city: Path = Path("city")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    address: str = ""
    """How the outside reaches us, without a path: `https://city.example`. Empty: this machine and port."""
    database: str = ""
    """`sqlite:///path` or `postgres://...`. Empty: a file in `data`."""
    redis: str = ""
    """`redis://...`. Empty: one inside this process, which nobody else sees."""
    sandbox: bool | None = None
    """The pretend outside world. Unset: on in demo, off in production."""
    worker: Literal["inside", "separate"] = "inside"
    keys: SecretStr = SecretStr("")
    """Sealing keys, `2026b:<base64>,2026a:<base64>`: the first seals, all open. Empty in demo: made, kept in `data`."""
    index_keys: SecretStr = SecretStr("")
    """The same for the blind index."""
    cipher: CipherName = "aes-256-gcm"
    callback_secret: SecretStr = SecretStr("")
    """The secret part of the paths that vendors push to. Empty with a sandbox: the sandbox's."""
    metrics_token: SecretStr | None = None
    """With it, /metrics asks for it as a bearer token."""
    sentry: SecretStr | None = None
    trusted_proxies: str = "127.0.0.1"
    """Whose X-Forwarded-For we believe: addresses, comma-separated."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("address")
    @classmethod
    def without_slash(cls, address: str) -> str:
        return address.rstrip("/")

    @property
    def is_production(self) -> bool:
        return self.mode == "production"

    @property
    def has_sandbox(self) -> bool:
        return not self.is_production if self.sandbox is None else self.sandbox

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{(self.data / 'zhangban.sqlite3').resolve()}"

    @property
    def public_address(self) -> str:
        return self.address or self.local_address

    @property
    def local_address(self) -> str:
        """How this process reaches itself: where the sandbox's wires are."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104  compared, not bound
        return f"http://{host}:{self.port}"

    @property
    def uploads(self) -> Path:
        return self.data / "uploads"

    def keyring(self) -> Keyring:
        """Raises: ValueError for keys that are none. In demo without keys they are made once, in `data`."""
        text, index_text = self.keys.get_secret_value(), self.index_keys.get_secret_value()
        if not text and not index_text and not self.is_production:
            return demo_keyring(self.data / DEMO_KEYS)
        keys, index_keys = keys_from(text), keys_from(index_text)
        return Keyring(next(iter(keys)), keys, next(iter(index_keys)), index_keys, self.cipher)

    def problems(self) -> list[str]:
        """Everything that keeps these settings from being used. Empty when all is well."""
        found = self._key_problems() + channels_half_set_up()
        if self.is_production:
            found += pretend_secrets(os.environ) + senders_told_nothing()
        if self.worker == "separate" and not self.redis:
            found.append("ZB_WORKER=separate needs ZB_REDIS: the Redis inside a process is seen by nobody else")
        return found + [says for says, wrong in self._production_rules().items() if self.is_production and wrong]

    def _production_rules(self) -> Mapping[str, bool]:
        return {
            "ZB_SANDBOX must be off in production: it is a pretend world with public secrets": self.has_sandbox,
            "ZB_DATABASE must name PostgreSQL: postgres://user@host/name": not self.database.startswith("postgres"),
            "ZB_REDIS must name a Redis: redis://host:6379/0": not self.redis,
            "ZB_CALLBACK_SECRET must be long and random: `openssl rand -hex 16`": self._weak_callback_secret(),
            "ZB_ADDRESS must be the https address we are reached by": not self.address.startswith("https://"),
        }

    def _weak_callback_secret(self) -> bool:
        secret = self.callback_secret.get_secret_value()
        return len(secret) < FEWEST_SECRET_SIGNS or "sandbox" in secret

    def _key_problems(self) -> list[str]:
        found: list[str] = []
        for name, keys in (("ZB_KEYS", self.keys), ("ZB_INDEX_KEYS", self.index_keys)):
            try:
                if self.is_production or keys.get_secret_value():
                    keys_from(keys.get_secret_value())
            except ValueError as wrong:
                found.append(f"{name}: {wrong}; {MAKE_KEYS}")
        if self.is_production and not found:
            found += [f"ZB_KEYS and ZB_INDEX_KEYS: {why}; {MAKE_KEYS}" for why in weaknesses(self.keyring())]
        return found

    def checked(self) -> "Settings":
        """These settings, if they can be used. Raises: Misconfigured with everything wrong at once."""
        if problems := self.problems():
            raise Misconfigured(problems)
        return self


def pretend_secrets(environment: Mapping[str, str]) -> list[str]:
    """Settings, ours or a plug-in's, that hold a secret of the pretend world: everybody knows those."""
    known = {_bare(secret) for secret in DEMO_SECRETS.values()}
    return [
        f"{name} is a secret of the sandbox, which everybody knows: put the real one there"
        for name, value in environment.items()
        if name.startswith("ZB_") and _bare(value) in known
    ]


def _bare(secret: str) -> str:
    """A key is the same key with and without its PEM lines."""
    return "".join(line.strip() for line in secret.splitlines() if not line.startswith("-----"))


def channels_half_set_up() -> list[str]:
    """Channels whose settings are there and cannot be used, the first of them."""
    from channels import HalfSetUp, every  # here: what only reads settings need not know every vendor

    try:
        every()
    except HalfSetUp as wrong:
        return [str(wrong)]
    return []


def senders_told_nothing() -> list[str]:
    """Senders that are set up and no gateway stands behind, such as a developer's screen. They may be asked first."""
    from notifications.senders import Gateway, every  # here: what only reads settings need not know every vendor

    return [
        f"the sender {sender.name!r} reaches nobody's phone, and is for development: switch it off"
        for sender in every()
        if not isinstance(sender, Gateway)
    ]
