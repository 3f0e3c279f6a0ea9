"""Prints texts for a developer to read, in place of a gateway. It prints what people are told: never in production."""

import sys
from dataclasses import dataclass
from typing import TextIO

from pydantic_settings import BaseSettings, SettingsConfigDict

from core.secret import Phone
from notifications.senders import Message, Sent
from vendors.outside import Outside


class Settings(BaseSettings):
    """`ZB_CONSOLE_SENDER_ON=true` switches it on."""

    model_config = SettingsConfigDict(env_prefix="ZB_CONSOLE_SENDER_")
    on: bool = False


@dataclass(frozen=True)
class Console:
    paper: TextIO
    name: str = "console"
    rung: str = "sms"

    async def send(self, to: Phone, message: Message) -> Sent:
        self.paper.write(f"{to.masked()}  {message.text}\n")
        return Sent(None)

    async def sent_before(self, to: Phone, reference: str) -> Sent | None:
        """Paper keeps no record: at most twice on a screen is better than not at all."""
        return None


def make(outside: Outside | None) -> Console | None:
    return Console(sys.stdout) if Settings().on else None
